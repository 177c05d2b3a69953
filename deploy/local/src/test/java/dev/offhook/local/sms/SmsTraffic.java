package dev.offhook.local.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/** Requests to Kafka, and what comes of them: states and dead letters. */
final class SmsTraffic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final String DEAD_LETTERS = Topic.SMS_REQUESTS.deadLetterTopic();

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<Change>> changes = new ConcurrentHashMap<>();
    private final Set<String> changeIds = ConcurrentHashMap.newKeySet();
    private final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    private final Set<String> tenants = ConcurrentHashMap.newKeySet();
    private final Thread reader =
            Thread.ofPlatform().daemon().name("sms-traffic").unstarted(this::read);

    /**
     * A state that was published, once: the same event again is not another.
     *
     * @param at when the record was made
     */
    record Change(SmsStatusChanged event, Instant at) {}

    /**
     * A request that could not be processed.
     *
     * @param id {@code ce_id} of the request, null where it had none
     * @param headers of the record, names and values
     */
    record DeadLetter(String id, Map<String, String> headers) {
        private String place() {
            return headers.get("dead-letter-partition") + "/" + headers.get("dead-letter-offset");
        }
    }

    private SmsTraffic(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = Stream.of(
                        partitions(Topic.SMS_EVENTS.topicName(), Topic.SMS_EVENTS.partitions()),
                        partitions(Topic.TENANTS.topicName(), Topic.TENANTS.partitions()),
                        partitions(DEAD_LETTERS, 1))
                .flatMap(all -> all)
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Writes and reads at this broker. */
    static SmsTraffic on(String bootstrapServers) {
        var traffic = new SmsTraffic(bootstrapServers);
        traffic.reader.start();
        return traffic;
    }

    /** Asks for a message; the same id is the same request. */
    void request(String tenant, String id, SmsRequest request) {
        String key = tenant + ":" + request.to();
        var envelope = new Envelope<>(id, "/test", key, tenant, Instant.now(), null, null, request);
        var published = new ProducerRecord<>(Topic.SMS_REQUESTS.topicName(), key, EventJson.write(request));
        // Writes the attributes into the headers.
        new EnvelopeSerializer().serialize(published.topic(), published.headers(), envelope);
        producer.send(published);
    }

    /** Something that is no request. */
    void garbage(String key, String value) {
        producer.send(new ProducerRecord<>(Topic.SMS_REQUESTS.topicName(), key, value.getBytes(UTF_8)));
    }

    /** Returns when everything that was asked for is on Kafka. */
    void flush() {
        producer.flush();
    }

    /** The states of a request so far, in the order of the topic. */
    List<Change> changes(String id) {
        return changes.getOrDefault(id, List.of());
    }

    /** The last state of a request, null before there is one. */
    SmsStatusChanged last(String id) {
        List<Change> all = changes(id);
        return all.isEmpty() ? null : all.getLast().event();
    }

    /**
     * What went to the dead letters so far, each record of the requests' topic once: a replica that dies between the dead
     * letter and its acknowledgement writes it again.
     */
    List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters.stream()
                .collect(Collectors.toMap(DeadLetter::place, letter -> letter, (first, _) -> first, LinkedHashMap::new))
                .values());
    }

    /** Returns when these tenants are published. */
    void awaitTenants(List<String> slugs) {
        await().atMost(Duration.ofMinutes(2)).until(() -> tenants.containsAll(slugs));
    }

    @Override
    public void close() {
        producer.close();
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException closed) {
            // close() asked for it
        }
    }

    private void take(ConsumerRecord<String, byte[]> published) {
        String id = header(published, "ce_id");
        if (published.topic().equals(Topic.TENANTS.topicName())) {
            tenants.add(published.key());
        } else if (published.topic().equals(DEAD_LETTERS)) {
            var headers = new ConcurrentHashMap<String, String>();
            Arrays.stream(published.headers().toArray())
                    .filter(header -> header.value() != null)
                    .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
            deadLetters.add(new DeadLetter(id, headers));
        } else if (EventJson.typeOf(SmsStatusChanged.class).equals(header(published, "ce_type")) && changeIds.add(id)) {
            var changed = (SmsStatusChanged) EventJson.read(header(published, "ce_type"), published.value());
            changes.computeIfAbsent(changed.requestId(), key -> new CopyOnWriteArrayList<>())
                    .add(new Change(changed, Instant.ofEpochMilli(published.timestamp())));
        }
    }

    /** The ids of requests of which something is known. */
    Set<String> known() {
        return new HashSet<>(changes.keySet());
    }

    private static String header(ConsumerRecord<String, byte[]> published, String name) {
        Header header = published.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static Stream<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count).mapToObj(partition -> new TopicPartition(topic, partition));
    }
}
