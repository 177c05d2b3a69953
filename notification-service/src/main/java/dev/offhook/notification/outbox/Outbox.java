package dev.offhook.notification.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.EventJson;
import dev.offhook.events.Topic;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Takes events into the transaction that decides them: they are published if and only if it commits. */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = """
            insert into outbox_message (topic, record_key, event_id, event_type, subject, tenant, event_time,
                in_reply_to, traceparent, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
            """;
    private static final String OLDEST = """
            select id, topic, record_key, event_id, event_type, subject, tenant, event_time, in_reply_to, traceparent,
                data::text as data
            from outbox_message order by id limit ?
            """;

    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    /**
     * Adds an event to the transaction of {@code sql}. Call {@link #committed()} when that is over.
     *
     * @param key the record's key. Events of one key are published in the order in which they are added, as long as
     *     those who add them hold a lock that orders them
     */
    public void add(Sql sql, Topic topic, String key, Envelope<?> envelope) {
        sql.update(
                INSERT,
                topic.topicName(),
                key,
                envelope.id(),
                envelope.type(),
                envelope.subject(),
                envelope.tenant(),
                envelope.time(),
                envelope.inReplyTo(),
                envelope.traceparent(),
                new String(EventJson.write(envelope.data()), UTF_8));
    }

    /** A transaction that added events is committed. Without this they are published too, some time later. */
    public void committed() {
        waiting.forEach(Runnable::run);
    }

    void onCommit(Runnable relay) {
        waiting.add(relay);
    }

    /** An event that waits for Kafka. */
    record Waiting(long id, Topic topic, String key, Envelope<Event> envelope) {}

    List<Waiting> oldest(Sql sql, String source, int most) {
        return sql.list(OLDEST, row -> waiting(row, source), most);
    }

    private static Waiting waiting(Row row, String source) {
        var envelope = new Envelope<>(
                row.text("event_id"),
                source,
                row.text("subject"),
                row.text("tenant"),
                row.instant("event_time"),
                row.text("in_reply_to"),
                row.text("traceparent"),
                EventJson.read(row.text("event_type"), row.text("data").getBytes(UTF_8)));
        return new Waiting(row.longNumber("id"), Topic.named(row.text("topic")), row.text("record_key"), envelope);
    }

    void delete(Sql sql, List<Long> ids) {
        if (!ids.isEmpty()) {
            sql.update(
                    "delete from outbox_message where id = any (cast(? as bigint[]))",
                    ids.stream().map(String::valueOf).toList());
        }
    }
}
