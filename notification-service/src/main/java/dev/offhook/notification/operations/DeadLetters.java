package dev.offhook.notification.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.Topic;
import dev.offhook.events.UnreadableEventException;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.operations.DeadLetterView.Refused;
import dev.offhook.notification.operations.DeadLetterView.Replayed;
import dev.offhook.notification.operations.DeadLetterView.Sent;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were refused, and how they get another chance: once what was wrong is put right (a tenant, a template, a
 * channel), the request is sent in again under an id of its own, the same each time, so that two replays are one message.
 */
@ApplicationScoped
class DeadLetters {
    private static final int SHOWN = 4000;
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Database database;
    private final EventPublisher publisher;
    private final Clock clock = Clock.systemUTC();

    @Inject
    DeadLetters(Database database, EventPublisher publisher) {
        this.database = database;
        this.publisher = publisher;
    }

    /**
     * Dead letters, newest first.
     *
     * @param tenant whose; null for everybody's
     * @param before the id that the page before ended with; null for the first page
     */
    List<DeadLetterView> page(@Nullable String tenant, @Nullable Long before, int limit) {
        return database.transaction(sql ->
                sql.list("""
                select * from dead_letter
                where (cast(? as text) is null or tenant = ?) and id < ? order by id desc limit ?""", DeadLetters::view, tenant, tenant, before == null ? Long.MAX_VALUE : before, limit));
    }

    /**
     * Sends requests in again. Returns when Kafka has them.
     *
     * @param tenant whose; null for everybody's
     */
    Replayed replay(@Nullable String tenant, List<Long> ids) {
        var sent = new ArrayList<Sent>();
        var refused = new ArrayList<Refused>();
        for (long id : ids) {
            try {
                sent.add(new Sent(id, replay(tenant, id)));
            } catch (UnreadableEventException e) {
                refused.add(new Refused(id, e.getMessage()));
            }
        }
        return new Replayed(sent, refused);
    }

    private String replay(@Nullable String tenant, long id) {
        Letter letter = database.transaction(sql -> letter(sql, tenant, id));
        var envelope = again(letter);
        publisher
                .publish(Topic.SMS_REQUESTS, letter.key() == null ? envelope.subject() : letter.key(), envelope)
                .toCompletableFuture()
                .join();
        Instant now = clock.instant();
        database.transaction(sql -> sql.update("update dead_letter set replayed_at = ? where id = ?", now, id));
        return envelope.id();
    }

    private Envelope<SmsRequest> again(Letter letter) {
        var headers = new RecordHeaders();
        letter.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        byte[] payload = letter.payload() == null ? new byte[0] : letter.payload();
        Envelope<?> was = CloudEventHeaders.read(headers, payload);
        if (!(was.data() instanceof SmsRequest request)) {
            throw new UnreadableEventException("a " + was.type() + " is no SmsRequest");
        }
        return new Envelope<>(
                was.id() + "/replay-" + letter.id(),
                was.source(),
                was.subject(),
                was.tenant(),
                clock.instant(),
                was.inReplyTo(),
                was.traceparent(),
                request);
    }

    private static Letter letter(Sql sql, @Nullable String tenant, long id) {
        return sql.first(
                        "select * from dead_letter where id = ? and (cast(? as text) is null or tenant = ?)",
                        row -> new Letter(
                                id, row.text("record_key"), headers(row.text("headers")), row.bytes("payload")),
                        id,
                        tenant,
                        tenant)
                .orElseThrow(() -> new UnreadableEventException("there is no dead letter of this id"));
    }

    private static Map<String, String> headers(String json) {
        try {
            return EventJson.mapper().readValue(json, HEADERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeadLetterView view(Row row) {
        byte[] payload = row.bytes("payload");
        String data = payload == null ? null : new String(payload, StandardCharsets.UTF_8);
        return new DeadLetterView(
                row.longNumber("id"),
                row.text("tenant"),
                row.text("request_id"),
                row.text("reason"),
                data == null || data.length() <= SHOWN ? data : data.substring(0, SHOWN) + "…",
                row.instant("created_at"),
                row.instant("replayed_at"));
    }

    private record Letter(long id, @Nullable String key, Map<String, String> headers, byte @Nullable [] payload) {}
}
