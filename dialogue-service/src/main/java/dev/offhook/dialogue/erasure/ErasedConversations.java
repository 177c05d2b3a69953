package dev.offhook.dialogue.erasure;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.record.Records;
import dev.offhook.events.SmsEvent;
import dev.offhook.kit.database.Sql;

/** Empties the tables of what a person said. */
@ApplicationScoped
class ErasedConversations {
    private static final int BATCH = 50;

    /** A thread has nobody on the line: it is ended now, and the next message begins a new one. */
    private static final String NEXT = """
            select id from conversation
            where tenant = ? and from_number = any (?) and (status = 'ended' or medium = 'SMS')
            order by started_at limit ? for update
            """;

    private static final List<String> ERASE = List.of(
            "delete from reply_chunk using turn where turn.event_id = reply_chunk.event_id and conversation_id = any (?)",
            "update turn set caller_text = null, answer = null, tools = null where conversation_id = any (?)",
            "update record_revision set document = null where conversation_id = any (?)");

    /** The version tells a turn that is being decided that the conversation is no longer what it was. */
    private static final String REDACT = """
            update conversation set from_number = null, to_number = null, memory = null, erased_at = ?, erasure_id = ?,
                status = 'ended', outcome = coalesce(outcome, 'completed'), ended_at = coalesce(ended_at, ?),
                version = version + 1
            where id = any (?)
            """;

    private final BackgroundDatabase database;
    private final Records records;
    private final Clock clock = Clock.systemUTC();

    ErasedConversations(BackgroundDatabase database, Records records) {
        this.database = database;
        this.records = records;
    }

    /** Erases every conversation of the request's number that is over, in small transactions. */
    void erase(Erasure erasure) {
        boolean more = erasure.number() != null;
        while (more) {
            more = database.transaction(sql -> eraseSome(sql, erasure)) == BATCH;
        }
    }

    /** Takes up recordings that came after their conversation was erased; their requests are open again. */
    void takeUpLateRecordings() {
        database.transaction(sql -> {
            var late = sql.list("""
                    select distinct c.id, c.erasure_id from conversation c join recording r on r.conversation_id = c.id
                    where c.erasure_id is not null limit ?
                    """, row -> List.of(row.text("id"), row.text("erasure_id")), BATCH);
            for (var conversation : late) {
                deleteRecordings(sql, List.of(conversation.getFirst()), conversation.getLast());
                sql.update(
                        "update erasure set finished_at = null, due_at = ? where id = ? and finished_at is not null",
                        clock.instant(),
                        conversation.getLast());
            }
            return null;
        });
    }

    private int eraseSome(Sql sql, Erasure erasure) {
        var ids = sql.list(NEXT, row -> row.text("id"), erasure.tenant(), SmsEvent.addresses(erasure.number()), BATCH);
        if (!ids.isEmpty()) {
            Instant now = clock.instant();
            ERASE.forEach(statement -> sql.update(statement, ids));
            sql.update(REDACT, now, erasure.id(), now, ids);
            deleteRecordings(sql, ids, erasure.id());
            ids.forEach(id -> records.conversationChanged(id, now));
        }
        return ids.size();
    }

    private void deleteRecordings(Sql sql, List<String> ids, String erasureId) {
        sql.update("""
                insert into recording_deletion (conversation_id, url, tenant, erasure_id, state, due_at, attempts)
                select r.conversation_id, r.url, c.tenant, ?, 'pending', ?, 0
                from recording r join conversation c on c.id = r.conversation_id
                where r.conversation_id = any (?)
                on conflict do nothing
                """, erasureId, clock.instant(), ids);
        sql.update("delete from recording where conversation_id = any (?)", ids);
    }
}
