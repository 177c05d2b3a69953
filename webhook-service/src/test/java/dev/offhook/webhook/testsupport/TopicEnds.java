package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How much stands on the topics. */
@ApplicationScoped
public class TopicEnds {
    /** What is told there tells nothing of calls and texts: who was refused, and which replicas live. */
    private static final Set<Topic> BESIDE = Set.of(Topic.REFUSALS, Topic.KEYS);

    private final EventPublisher publisher;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLong marks = new AtomicLong();

    TopicEnds(EventPublisher publisher, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.publisher = publisher;
        consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * How many events stand on all topics that tell what happened: not on those of the refusals and the keys. What this service
     * published before is among them.
     */
    public long events() {
        // One thread sends all events in order: behind this one none is left.
        var mark = new Envelope<>(
                "mark:" + UUID.randomUUID(),
                "/offhook/test",
                "mark",
                "hr-center",
                Instant.now(),
                null,
                null,
                new CallerInterrupted(""));
        publisher.publish(Topic.CALL_EVENTS, "mark", mark).toCompletableFuture().join();
        long marked = marks.incrementAndGet();
        return ends() - marked;
    }

    /** {@link #events()} but those of one tenant. */
    public long eventsBut(String tenant) {
        return events() - of(tenant);
    }

    private synchronized long ends() {
        return consumer.endOffsets(all()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private synchronized long of(String tenant) {
        var partitions = all();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        long found = 0;
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (var message : consumer.poll(Duration.ofMillis(100))) {
                if (tenant.equals(CloudEventHeaders.get(message.headers(), "ce_tenant"))) {
                    found++;
                }
            }
        }
        return found;
    }

    private static List<TopicPartition> all() {
        return Arrays.stream(Topic.values())
                .filter(topic -> !BESIDE.contains(topic))
                .flatMap(topic -> partitions(topic).stream())
                .toList();
    }

    private static List<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .toList();
    }

    @PreDestroy
    void stop() {
        consumer.close();
    }
}
