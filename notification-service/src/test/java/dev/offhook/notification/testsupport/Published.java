package dev.offhook.notification.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.Topic;
import dev.offhook.servers.Servers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import static org.awaitility.Awaitility.await;

/** What stands on a topic. */
public final class Published {
    private Published() {}

    /** An outcome, as its record has it. */
    public record Outcome(String key, String id, String subject, String tenant, SmsStatusChanged event) {}

    /** The outcomes of a request, once there are at least {@code atLeast}. */
    public static List<Outcome> outcomes(String requestId, int atLeast) {
        return records(Topic.SMS_EVENTS.topicName(), atLeast, message -> CloudEventHeaders.get(
                                message.headers(), "ce_id")
                        .startsWith(requestId + ":"))
                .stream()
                .map(Published::outcome)
                .toList();
    }

    /** The event that tells this state of a request, once it is there. */
    public static Outcome outcome(String requestId, Status status) {
        var found = records(Topic.SMS_EVENTS.topicName(), 1, message -> (requestId + ":" + status.id())
                        .equals(CloudEventHeaders.get(message.headers(), "ce_id")))
                .getFirst();
        return outcome(found);
    }

    private static Outcome outcome(ConsumerRecord<String, byte[]> message) {
        return new Outcome(
                message.key(),
                CloudEventHeaders.get(message.headers(), "ce_id"),
                CloudEventHeaders.get(message.headers(), "ce_subject"),
                CloudEventHeaders.get(message.headers(), "ce_tenant"),
                (SmsStatusChanged) EventJson.read(EventJson.typeOf(SmsStatusChanged.class), message.value()));
    }

    /** The states that were told of a request, in the order in which they were told, up to this one. */
    public static List<Status> statesUpTo(String requestId, Status last) {
        outcome(requestId, last);
        return outcomes(requestId, 1).stream()
                .map(outcome -> outcome.event().status())
                .toList();
    }

    /** The records of a topic that are {@code wanted}, once there are at least {@code atLeast}. */
    public static List<ConsumerRecord<String, byte[]>> records(
            String topic, int atLeast, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.get().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(25)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                    if (wanted.test(message)) {
                        found.add(message);
                    }
                });
                return found.size() >= atLeast;
            });
        }
        return found;
    }
}
