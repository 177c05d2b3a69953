package dev.offhook.dialogue.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.record.Records;

/** Conversations as the turns leave them in the tables. */
@ApplicationScoped
public class Told {
    private final BackgroundDatabase database;
    private final Records records;

    Told(BackgroundDatabase database, Records records) {
        this.database = database;
        this.records = records;
    }

    /** Begins a call: {@code from} to hr-center, active, without a turn. */
    public String call(String from, Instant startedAt) {
        return call("hr-center", from, startedAt);
    }

    public String call(String tenant, String from, Instant startedAt) {
        String id = "twilio:CA" + UUID.randomUUID().toString().replace("-", "");
        insert(id, tenant, "CALL", null, from, startedAt);
        return id;
    }

    public String thread(String tenant, String from, Instant startedAt) {
        String thread = UUID.randomUUID().toString().replace("-", "");
        String id = "sms:" + thread + ":SM1";
        insert(id, tenant, "SMS", thread, from, startedAt);
        return id;
    }

    public void turn(String id, int number, String caller, String answer, String source) {
        turn(id, number, caller, answer, source, 40);
    }

    public void turn(String id, int number, String caller, String answer, String source, int firstWordsMillis) {
        String event = id + ":" + number + ":CallerSpoke";
        database.transaction(sql -> {
            sql.update("""
                    insert into turn (event_id, conversation_id, number, caller_text, source, heard, created_at, answer,
                        detail, tools, received_at, first_words_ms, input_tokens, output_tokens)
                    select ?, id, ?, ?, ?, true, started_at, ?, 'it-chosen',
                        '[{"tool":"note-field","id":"interests","result":"noted"}]',
                        started_at + ? * interval '1 second', ?, 100, 20
                    from conversation where id = ?
                    """, event, number, caller, source, answer, number, firstWordsMillis, id);
            sql.update(
                    "insert into reply_chunk (event_id, seq, type, data) values (?, 0, 'dev.offhook.Say', ?)",
                    event,
                    "{\"seq\":0,\"last\":true,\"text\":\"%s\",\"language\":\"ru-RU\"}".formatted(answer));
            return sql.update("update conversation set last_turn = ?, version = version + 1 where id = ?", number, id);
        });
    }

    public void noted(String id, String field, String value) {
        database.transaction(sql -> sql.update(
                "update conversation set memory = ? where id = ?",
                "{\"fields\":{\"%s\":\"%s\"},\"else\":[1]}".formatted(field, value),
                id));
    }

    public void recording(String id, String url) {
        database.transaction(sql -> {
            sql.update(
                    "insert into recording (conversation_id, url, duration_seconds, received_at) values (?, ?, 61, ?)",
                    id,
                    url,
                    now());
            records.conversationChanged(id, now());
            return null;
        });
    }

    /** Ends a conversation as the turns do, in one transaction with the word to the records. */
    public void end(String id, String outcome) {
        endSilently(id, outcome);
        database.transaction(sql -> {
            records.conversationChanged(id, now());
            return null;
        });
    }

    public void endSilently(String id, String outcome) {
        database.transaction(sql -> sql.update("""
                update conversation set status = 'ended', outcome = ?, duration_seconds = 63, version = version + 1,
                    ended_at = started_at + interval '63 seconds' where id = ?
                """, outcome, id));
    }

    /** A task that somebody claimed who does nothing more. */
    public void claimedBy(String id, String claim) {
        database.transaction(sql -> sql.update("""
                insert into record_task (conversation_id, changes, recorded, due_at, claimed_by, attempts)
                values (?, 1, 0, ?, ?, 1)
                """, id, now().plus(Duration.ofHours(1)), claim));
    }

    public void leaseIsOver(String id) {
        database.transaction(
                sql -> sql.update("update record_task set due_at = ? where conversation_id = ?", now(), id));
    }

    private void insert(String id, String tenant, String medium, String thread, String from, Instant startedAt) {
        database.transaction(sql -> sql.update("""
                insert into conversation (id, tenant, medium, provider, thread_key, from_number, to_number,
                    tenant_version, last_turn, misses, status, started_at, last_activity_at, version)
                values (?, ?, ?, 'TWILIO', ?, ?, '+15005550006', 1, 0, 0, 'active', ?, ?, 0)
                """, id, tenant, medium, thread, from, startedAt, startedAt));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
