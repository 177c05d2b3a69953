package dev.offhook.kit.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Topic;
import dev.offhook.servers.Servers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicTailTest {
    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", Servers.get().bootstrapServers());
    private static final KafkaConfiguration SETTINGS = new KafkaConfiguration() {
        @Override
        public Duration deliveryTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public int sendQueue() {
            return 100;
        }
    };

    @BeforeAll
    static void freshTopics() {
        Servers.get().freshTopics();
    }

    @Test
    void tailReadsWhatStoodThereAndWhatComes() {
        // Given
        var publisher = new EventPublisher(KAFKA, SETTINGS);
        var before = event();
        publisher
                .publish(Topic.CALL_EVENTS, before.subject(), before)
                .toCompletableFuture()
                .join();

        // When
        var seen = new CopyOnWriteArrayList<String>();
        try (var tail = TopicTail.fromBeginning(KAFKA, Topic.CALL_EVENTS, envelope -> seen.add(envelope.id()))) {
            await(tail::caughtUp);
            assertThat(seen).contains(before.id());
            var after = event();
            publisher.publish(Topic.CALL_EVENTS, after.subject(), after);

            // Then
            await(() -> seen.contains(after.id()));
        }
        publisher.close();
    }

    @Test
    void unreadableRecordAndFailingListenerDoNotStopATail() {
        // Given
        var publisher = new EventPublisher(KAFKA, SETTINGS);
        try (var producer = new KafkaProducer<>(KAFKA, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topic.REFUSALS.topicName(), 0, "key", "not an event".getBytes()));
        }
        var poison = event();
        var good = event();
        var seen = new CopyOnWriteArrayList<String>();
        TopicTail.Listener listener = envelope -> {
            if (envelope.id().equals(poison.id())) {
                throw new IllegalStateException("a listener's own mistake");
            }
            seen.add(envelope.id());
        };

        // When
        try (var tail = TopicTail.fromBeginning(KAFKA, Topic.REFUSALS, listener)) {
            List.of(poison, good).forEach(event -> publisher.publish(Topic.REFUSALS, "key", event));

            // Then
            await(() -> seen.contains(good.id()) && tail.caughtUp());
            assertThat(seen).containsExactly(good.id());
        }
        publisher.close();
    }

    @Test
    void recentTailLeavesOutThePast() {
        // Given
        var publisher = new EventPublisher(KAFKA, SETTINGS);
        var old = event();
        publisher
                .publish(Topic.SMS_EVENTS, old.subject(), old)
                .toCompletableFuture()
                .join();
        var seen = new CopyOnWriteArrayList<String>();

        // When
        try (var tail = TopicTail.fromRecent(
                KAFKA, Topic.SMS_EVENTS, Duration.ofDays(-1), envelope -> seen.add(envelope.id()))) {
            await(tail::caughtUp);
            var fresh = event();
            publisher.publish(Topic.SMS_EVENTS, fresh.subject(), fresh);

            // Then
            await(() -> seen.contains(fresh.id()));
            assertThat(seen).doesNotContain(old.id());
        }
        publisher.close();
    }

    private static Envelope<Event> event() {
        String call = "test:" + UUID.randomUUID();
        return new Envelope<>(
                call + ":1", "/offhook/test", call, "hr-center", Instant.now(), null, null, new CallerPressed("1", 1));
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
    }
}
