package dev.offhook.notification.testsupport;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.Event;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.Topic;
import dev.offhook.servers.Servers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts records on topics, as other services do. */
public final class Requests {
    private Requests() {}

    /** Asks for a message. */
    public static void send(String id, String tenant, String key, SmsRequest request) {
        publish(Topic.SMS_REQUESTS, key, envelope(id, tenant, key, request));
    }

    /** Asks for one message for each id, each delivered so often, on a key of its own. */
    public static void sendMany(List<String> ids, int times, String tenant, Function<String, SmsRequest> request) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.get().bootstrapServers()),
                new StringSerializer(),
                new EnvelopeSerializer())) {
            for (int i = 0; i < times; i++) {
                ids.forEach(id -> producer.send(new ProducerRecord<>(
                        Topic.SMS_REQUESTS.topicName(), id, envelope(id, tenant, id, request.apply(id)))));
            }
        }
    }

    /** A record's envelope. */
    public static <E extends Event> Envelope<E> envelope(String id, String tenant, String subject, E event) {
        return new Envelope<>(id, "/test", subject, tenant, Instant.now(), null, null, event);
    }

    /** Publishes an event. */
    public static void publish(Topic topic, String key, Envelope<?> envelope) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.get().bootstrapServers()),
                new StringSerializer(),
                new EnvelopeSerializer())) {
            producer.send(new ProducerRecord<>(topic.topicName(), key, envelope));
        }
    }
}
