package dev.offhook.tenant.outbox;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.EventJson;
import dev.offhook.events.Topic;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import org.hibernate.annotations.ColumnTransformer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One event that waits for Kafka. Rows of one key are published in the order of their ids. */
@Entity
@Table(name = "outbox_message")
public class OutboxMessage extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    /** Name on the broker. */
    public String topic;

    @Column(name = "record_key")
    public String key;

    @Column(name = "event_id")
    public String eventId;

    @Column(name = "event_type")
    public String eventType;

    public String subject;

    /** The tenant's slug. */
    public String tenant;

    @Column(name = "event_time")
    public Instant eventTime;

    /** The event's data, JSON; null for a tombstone. */
    @ColumnTransformer(write = "cast(? as jsonb)")
    public String data;

    static OutboxMessage of(Topic topic, String key, Envelope<?> envelope) {
        var message = new OutboxMessage();
        message.topic = topic.topicName();
        message.key = key;
        message.eventId = envelope.id();
        message.eventType = envelope.type();
        message.subject = envelope.subject();
        message.tenant = envelope.tenant();
        message.eventTime = envelope.time();
        message.data = new String(EventJson.write(envelope.data()), UTF_8);
        return message;
    }

    static OutboxMessage tombstone(Topic topic, String key, String tenant, String id, Instant time) {
        var message = new OutboxMessage();
        message.topic = topic.topicName();
        message.key = key;
        message.eventId = id;
        message.eventType = "tombstone";
        message.subject = key;
        message.tenant = tenant;
        message.eventTime = time;
        return message;
    }

    /** What is published; null for a tombstone. */
    Envelope<Event> envelope(String source) {
        if (data == null) {
            return null;
        }
        return new Envelope<>(
                eventId,
                source,
                subject,
                tenant,
                eventTime,
                null,
                null,
                EventJson.read(eventType, data.getBytes(UTF_8)));
    }
}
