package dev.offhook.tenant.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Topic;
import dev.offhook.servers.Servers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

import static org.awaitility.Awaitility.await;

/** Everything on the tenants topic, as text. */
public final class TenantsTopic {
    private TenantsTopic() {}

    /** The records of these keys, in their order per key, once there are at least {@code atLeast}. */
    public static List<ConsumerRecord<String, String>> of(int atLeast, String... keys) {
        var wanted = List.of(keys);
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.get().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.TENANTS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
                return consumer.endOffsets(partitions).entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())
                        && found.stream()
                                        .filter(message -> wanted.contains(message.key()))
                                        .count()
                                >= atLeast;
            });
        }
        return found.stream().filter(message -> wanted.contains(message.key())).toList();
    }
}
