package dev.offhook.webhook.testsupport;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent.CallerInterrupted;
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
    private final EventPublisher publisher;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final AtomicLong marks = new AtomicLong();

    TopicEnds(EventPublisher publisher, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.publisher = publisher;
        consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * How many events stand on all topics that tell what happened: not on that of the refusals. What this service
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

    private synchronized long ends() {
        return consumer
                .endOffsets(Arrays.stream(Topic.values())
                        .filter(topic -> topic != Topic.REFUSALS)
                        .flatMap(topic -> partitions(topic).stream())
                        .toList())
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
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
