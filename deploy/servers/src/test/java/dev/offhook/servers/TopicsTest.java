package dev.offhook.servers;

import java.util.List;
import java.util.Map;

import dev.offhook.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicsTest {
    private final String bootstrapServers = Servers.get().bootstrapServers();
    private final Topics topics = new Topics(bootstrapServers);

    @ParameterizedTest
    @EnumSource(Topic.class)
    void createdTopicHasDeclaredPartitionsAndSettings(Topic topic) throws Exception {
        // Given
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());

        // When
        topics.create();
        topics.create();

        // Then
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            var descriptions = admin.describeTopics(List.of(topic.topicName(), topic.deadLetterTopic()))
                    .allTopicNames()
                    .get();
            assertThat(descriptions.get(topic.topicName()).partitions()).hasSize(topic.partitions());
            assertThat(descriptions.get(topic.deadLetterTopic()).partitions()).hasSize(Topic.DEAD_LETTER_PARTITIONS);
            var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            topic.settings()
                    .forEach((name, value) ->
                            assertThat(settings.get(name).value()).as(name).isEqualTo(value));
        }
    }

    @Test
    void recreatedTopicIsEmpty() throws Exception {
        // Given
        var partition = new TopicPartition(Topic.REPLIES.topicName(), 0);
        topics.create();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(partition.topic(), 0, "key", "old"))
                    .get();
        }

        // When
        topics.recreate();

        // Then
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            var end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get();
            assertThat(end.offset()).isZero();
        }
    }
}
