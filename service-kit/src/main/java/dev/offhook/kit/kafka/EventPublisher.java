package dev.offhook.kit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.Topic;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Publishes events, acknowledged by every in-sync replica, in order per key.
 *
 * <p>Kafka's {@code send} may block while it looks for the topic, so that it runs on a thread of its own: a caller on
 * an event loop never waits.
 */
@ApplicationScoped
public class EventPublisher {
    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaProducer<String, Envelope<?>> producer;
    private final ThreadPoolExecutor sender;

    EventPublisher(@Identifier("default-kafka-broker") Map<String, Object> kafka, KafkaConfiguration configuration) {
        var settings = new HashMap<>(kafka);
        int deliveryMillis = Math.toIntExact(configuration.deliveryTimeout().toMillis());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A caller waits behind every record: batching for throughput is not worth 5 ms (Kafka 4's default).
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(deliveryMillis, 10_000));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, deliveryMillis);
        // snappy and lz4 need native libraries that a native image does not carry.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new EnvelopeSerializer());
        sender = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(configuration.sendQueue()),
                Thread.ofPlatform().name("kafka-send").daemon().factory());
    }

    /**
     * Publishes one event.
     *
     * @param topic where
     * @param key what keeps its order: the topic's javadoc says which
     * @param envelope the event
     * @return completes when Kafka has it; fails when it did not acknowledge within the delivery timeout, or at once
     *     when too many records wait. It completes on Kafka's thread: do nothing there that takes long.
     */
    public CompletionStage<Void> publish(Topic topic, String key, Envelope<?> envelope) {
        var published = new CompletableFuture<Void>();
        try {
            sender.execute(() -> send(new ProducerRecord<>(topic.topicName(), key, envelope), published));
        } catch (RejectedExecutionException e) {
            published.completeExceptionally(e);
        }
        return published;
    }

    /**
     * Publishes a tombstone: on a compacted topic the key is gone.
     *
     * @return as {@link #publish}
     */
    public CompletionStage<Void> remove(Topic topic, String key) {
        return publish(topic, key, null);
    }

    /** Looks the topics up now, in the background, so that the first event does not wait for it. */
    public void warmUp(Topic... topics) {
        sender.execute(() -> {
            for (Topic topic : topics) {
                try {
                    producer.partitionsFor(topic.topicName());
                } catch (KafkaException e) {
                    LOG.warnf("topic %s not found yet: %s", topic.topicName(), e.getMessage());
                }
            }
        });
    }

    private void send(ProducerRecord<String, Envelope<?>> message, CompletableFuture<Void> published) {
        try {
            producer.send(message, (metadata, failure) -> {
                if (failure == null) {
                    published.complete(null);
                } else {
                    published.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            published.completeExceptionally(e);
        }
    }

    @PreDestroy
    void close() {
        sender.shutdown();
        producer.close(CLOSE_WITHIN);
    }
}
