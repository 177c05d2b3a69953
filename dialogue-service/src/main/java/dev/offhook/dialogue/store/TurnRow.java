package dev.offhook.dialogue.store;

import java.time.Instant;
import java.util.Arrays;

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

    public String source;

    public String rule;

    @Column(name = "asked_before")
    public String askedBefore;

    /** False when the ingress had to speak something else instead. */
    public boolean heard;

    @Column(name = "created_at")
    public Instant createdAt;

    static TurnRow of(String eventId, String conversationId, Turn turn, Instant createdAt) {
        var row = new TurnRow();
        row.eventId = eventId;
        row.conversationId = conversationId;
        row.number = turn.number();
        row.callerText = turn.callerText();
        row.source = turn.source().id();
        row.rule = turn.rule();
        row.askedBefore = turn.askedBefore();
        row.heard = true;
        row.createdAt = createdAt;
        return row;
    }

    Turn turn() {
        var kind = Arrays.stream(Turn.Source.values())
                .filter(value -> value.id().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a turn whose source is '" + source + "'"));
        return new Turn(number, callerText, kind, rule, askedBefore);
    }
}
