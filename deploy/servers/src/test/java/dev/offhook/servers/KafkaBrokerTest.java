package dev.offhook.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Topic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaBrokerTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topic.CALL_EVENTS.topicName(), 0);

    @Test
    void recordSurvivesRestartOnAnotherPort(@TempDir Path directory) throws Exception {
        // Given
        try (var broker = KafkaBroker.start(directory, 0)) {
            new Topics(broker.bootstrapServers()).create();
            send(broker, "kept");
        }

        // When
        try (var broker = KafkaBroker.start(directory, 0)) {
            // Then
            assertThat(read(broker)).containsExactly("kept");
        }
    }

    private static void send(KafkaBroker broker, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), "key", value))
                    .get();
        }
    }

    private static List<String> read(KafkaBroker broker) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            return consumer.poll(Duration.ofSeconds(20)).records(PARTITION).stream()
                    .map(record -> record.value())
                    .toList();
        }
    }
}
