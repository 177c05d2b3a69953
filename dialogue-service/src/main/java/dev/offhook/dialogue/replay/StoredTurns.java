package dev.offhook.dialogue.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.replay.ReplayedTurn.Answer;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import dev.offhook.kit.database.Row;
import org.jspecify.annotations.Nullable;

/** Reads what callers asked, and what they were answered. */
@ApplicationScoped
class StoredTurns {
    /**
     * As long as the chunks are kept they tell the whole answer; the turn only keeps what was heard of it when the
     * caller interrupted.
     */
    private static final String TURNS = """
            select t.conversation_id, t.number, t.caller_text, t.source, coalesce(t.detail, t.rule) as why,
                coalesce(t.received_at, t.created_at) as at,
                coalesce((
                    select string_agg(k.data::json ->> 'text', ' ' order by k.seq) from reply_chunk k
                    where k.event_id = t.event_id and k.type in ('dev.offhook.Say', 'dev.offhook.SmsRequest')),
                    t.answer) as words
            from turn t where t.conversation_id = any (?) and t.source <> 'open'
            order by t.conversation_id, t.number
            """;

    private final BackgroundDatabase database;

    StoredTurns(BackgroundDatabase database) {
        this.database = database;
    }

    /** A conversation that can be replayed. */
    record Replayable(String id, Medium medium, Provider provider) {}

    /** What was asked, and what was answered then. */
    record StoredTurn(
            String conversation, int number, @Nullable String caller, Instant at, Answer answer) {}

    /** The newest conversations of a time, in the order in which they began; erased ones have nothing to replay. */
    List<Replayable> conversations(String tenant, Instant since, @Nullable Instant until, int limit) {
        return database.transaction(sql -> sql.list(
                        """
                        select id, medium, provider from conversation
                        where tenant = ? and started_at >= ? and started_at < coalesce(?, 'infinity'::timestamptz)
                            and erased_at is null
                        order by started_at desc limit ?
                        """,
                        row -> new Replayable(
                                row.text("id"),
                                Medium.valueOf(row.text("medium")),
                                Provider.valueOf(row.text("provider"))),
                        tenant,
                        since,
                        until,
                        limit))
                .reversed();
    }

    /** The turns of some conversations, each conversation's in order. */
    Map<String, List<StoredTurn>> turns(List<String> conversations) {
        return database.transaction(sql -> sql.list(TURNS, StoredTurns::turn, conversations)).stream()
                .collect(Collectors.groupingBy(StoredTurn::conversation));
    }

    private static StoredTurn turn(Row row) {
        return new StoredTurn(
                row.text("conversation_id"),
                row.number("number"),
                row.text("caller_text"),
                row.instant("at"),
                new Answer(row.text("words"), row.text("source"), row.text("why")));
    }
}
