package dev.offhook.dialogue.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, as Kafka shows them: publishes what they publish, and sees what they see. */
@ApplicationScoped
public class Wire {
    private final EventPublisher publisher;
    private final Map<String, Object> kafka;
    private final Map<String, Queue<Envelope<Event>>> answers = new ConcurrentHashMap<>();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private TopicTail replies;
    private TopicTail events;
    private TopicTail requests;

    Wire(EventPublisher publisher, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.publisher = publisher;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        replies = TopicTail.fromBeginning(kafka, Topic.REPLIES, reply -> {
            arrivals.putIfAbsent(reply.id(), System.nanoTime());
            see(reply);
        });
        events = TopicTail.fromBeginning(kafka, Topic.CALL_EVENTS, this::see);
        requests = TopicTail.fromBeginning(kafka, Topic.SMS_REQUESTS, this::see);
        for (TenantConfiguration tenant : DemoTenants.all()) {
            publish(
                    Topic.TENANTS,
                    tenant.slug(),
                    envelope("tenant:" + tenant.slug(), tenant.slug(), tenant.slug(), tenant));
        }
    }

    @PreDestroy
    void stop() {
        replies.close();
        events.close();
        requests.close();
    }

    private void see(Envelope<Event> envelope) {
        if (envelope.inReplyTo() != null) {
            answers.computeIfAbsent(envelope.inReplyTo(), _ -> new ConcurrentLinkedQueue<>())
                    .add(envelope);
        }
    }

    /** An event as an ingress makes it. */
    public static <E extends Event> Envelope<E> envelope(String id, String subject, String tenant, E data) {
        return new Envelope<>(
                id,
                "/offhook/test",
                subject,
                tenant,
                Instant.now(),
                null,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                data);
    }

    /** Publishes and waits for Kafka. */
    public void publish(Topic topic, String key, Envelope<?> envelope) {
        publisher.publish(topic, key, envelope).toCompletableFuture().join();
    }

    /** Publishes bytes that may be anything. */
    public void publishBytes(Topic topic, String key, byte[] value) {
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.topicName(), key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that was published in answer to an event, in order, as often as it was published. */
    public List<Envelope<Event>> answersTo(String eventId) {
        return List.copyOf(answers.getOrDefault(eventId, new ConcurrentLinkedQueue<>()));
    }

    /** When a reply was first read from its topic, by {@link System#nanoTime()}. */
    public long arrivedAt(String replyId) {
        return arrivals.get(replyId);
    }

    /** The words of the answers to an event: what is said, then what is texted. Two topics have no order of their own. */
    public List<String> wordsTo(String eventId) {
        return answersTo(eventId).stream()
                .map(Envelope::data)
                .sorted(Comparator.comparing(SmsRequest.class::isInstance))
                .flatMap(data -> switch (data) {
                    case Reply.Say say -> Stream.of(say.text());
                    case SmsRequest request -> Stream.of(request.text());
                    default -> Stream.<String>empty();
                })
                .toList();
    }

    /** True when an action closed the answers to an event. */
    public boolean answered(String eventId) {
        return answersTo(eventId).stream().anyMatch(reply -> reply.data() instanceof Reply.Action);
    }

    /** All records of a dead-letter topic that are there now. */
    public List<ConsumerRecord<String, byte[]>> deadLetters(Topic topic) {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.deadLetterTopic()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }
}
