package dev.offhook.dialogue.store;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.offhook.dialogue.conversation.Turn;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A {@link Turn} as a row. */
@Entity
@Table(name = "turn")
public class TurnRow extends PanacheEntityBase {
    @Id
    @Column(name = "event_id")
    public String eventId;

    @Column(name = "conversation_id")
    public String conversationId;

    public int number;

    @Column(name = "caller_text")
    public String callerText;

    /** The words of the answer, as far as they were heard. */
    public String answer;

    public String source;

    public String detail;

    @Column(name = "asked_before")
    public String askedBefore;

    /** JSON: a list of ToolResult; null for none. */
    public String tools;

    /** False when the ingress had to speak something else instead. */
    public boolean heard;

    @Column(name = "received_at")
    public Instant receivedAt;

    /** From the event to the first words on the replies topic, in milliseconds; null as long as there are none. */
    @Column(name = "first_words_ms")
    public Integer firstWordsMillis;

    @Column(name = "input_tokens")
    public Integer inputTokens;

    @Column(name = "output_tokens")
    public Integer outputTokens;

    @Column(name = "created_at")
    public Instant createdAt;

    static TurnRow of(String eventId, String conversationId, Turn turn, Instant receivedAt, Instant createdAt) {
        var row = new TurnRow();
        row.eventId = eventId;
        row.conversationId = conversationId;
        row.number = turn.number();
        row.callerText = turn.callerText();
        row.answer = turn.answer();
        row.source = turn.source().id();
        row.detail = turn.detail();
        row.askedBefore = turn.askedBefore();
        row.tools = turn.tools().isEmpty() ? null : StoredJson.write(turn.tools());
        row.heard = true;
        row.receivedAt = receivedAt;
        row.createdAt = createdAt;
        // An answer that is known as a whole is published right after it is stored.
        row.firstWordsMillis = turn.answer() == null ? null : millis(receivedAt, createdAt);
        return row;
    }

    private static int millis(Instant from, Instant to) {
        return Math.toIntExact(Math.clamp(Duration.between(from, to).toMillis(), 0, Integer.MAX_VALUE));
    }

    Turn turn() {
        return new Turn(
                number, callerText, Turn.Source.named(source), detail, askedBefore, answer, StoredJson.tools(tools));
    }
}
