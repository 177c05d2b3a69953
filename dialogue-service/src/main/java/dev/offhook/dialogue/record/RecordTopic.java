package dev.offhook.dialogue.record;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.Envelope;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The topic of records: writes to it, and finds out what has got there. Blocks; only for virtual threads. */
@ApplicationScoped
class RecordTopic {
    private static final String SOURCE = "/offhook/dialogue-service";
    private static final String NAME = Topic.CONVERSATIONS.topicName();
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final EventPublisher publisher;
    private Admin admin;
    private volatile int partitions;

    RecordTopic(@Identifier("default-kafka-broker") Map<String, Object> kafka, EventPublisher publisher) {
        this.kafka = kafka;
        this.publisher = publisher;
    }

    /** The {@code ce_id} of a revision: the same document has the same, however often it is sent. */
    static String eventId(Revision revision) {
        return revision.conversationId() + ":record:" + revision.document().revision();
    }

    /**
     * Publishes a revision and returns when Kafka has it.
     *
     * @throws java.util.concurrent.CompletionException when Kafka did not acknowledge it: it may be there all the same
     */
    void publish(Revision revision) {
        var envelope = new Envelope<ConversationRecord>(
                eventId(revision),
                SOURCE,
                revision.conversationId(),
                revision.tenant(),
                revision.createdAt(),
                null,
                null,
                revision.document());
        publisher
                .publish(Topic.CONVERSATIONS, revision.conversationId(), envelope)
                .toCompletableFuture()
                .join();
    }

    /** Where the next record of this conversation will stand, at the earliest. */
    TopicPlace end(String conversationId) {
        var partition = new TopicPartition(NAME, partition(conversationId));
        return new TopicPlace(partition.partition(), end(partition));
    }

    /** True when a revision is on the topic, at {@code from} or after it. */
    boolean has(Revision revision, TopicPlace from) {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        var partition = new TopicPartition(NAME, from.partition());
        String wanted = eventId(revision);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seek(partition, from.offset());
            boolean found = false;
            while (!found && consumer.position(partition) < end) {
                for (var message : consumer.poll(POLL)) {
                    found |= wanted.equals(CloudEventHeaders.get(message.headers(), CloudEventHeaders.ID));
                }
            }
            return found;
        }
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    /** As Kafka's own producer chooses it for a key. */
    private int partition(String key) {
        if (partitions == 0) {
            partitions = get(admin().describeTopics(List.of(NAME)).allTopicNames())
                    .get(NAME)
                    .partitions()
                    .size();
        }
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }

    private long end(TopicPartition partition) {
        return get(admin().listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
                .offset();
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(new HashMap<>(kafka));
        }
        return admin;
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while Kafka was asked", e);
        }
    }
}
