package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeDeserializer;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Topic;
import dev.offhook.servers.Servers;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A dialogue outside of the service's process: takes each event once, whatever the number of its copies, and answers each
 * turn after a while with what the caller has said.
 */
public final class DistantDialogue implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaProducer<String, Envelope<?>> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile Duration delay;
    private final Set<String> effects = ConcurrentHashMap.newKeySet();
    private final AtomicInteger records = new AtomicInteger();
    private final Thread reader;
    private volatile boolean closed;

    /** Begins to listen. The topics have to be there. */
    public DistantDialogue(Duration delay) {
        this.delay = delay;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Servers.get().bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new EnvelopeSerializer());
        reader = Thread.ofPlatform().name("distant-dialogue").start(this::read);
    }

    /** Takes so long from now on. */
    public void answerAfter(Duration time) {
        delay = time;
    }

    /** Publishes what another service would. */
    public void publish(Topic topic, Envelope<?> envelope) {
        producer.send(new ProducerRecord<>(topic.topicName(), envelope.subject(), envelope));
    }

    /** How many different events there were. */
    public int effects() {
        return effects.size();
    }

    /** How many records carried them. */
    public int records() {
        return records.get();
    }

    private void read() {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Servers.get().bootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new EnvelopeDeserializer())) {
            var partitions = Arrays.asList(Topic.CALL_EVENTS, Topic.SMS_EVENTS).stream()
                    .flatMap(topic -> IntStream.range(0, topic.partitions())
                            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(POLL).forEach(each -> received(each.value()));
            }
        }
    }

    private void received(Envelope<Event> envelope) {
        records.incrementAndGet();
        if (effects.add(envelope.id()) && envelope.data() instanceof CallEvent.Turn turn) {
            clock.schedule(() -> answer(envelope, turn), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void answer(Envelope<Event> question, CallEvent.Turn turn) {
        String words = turn instanceof CallerSpoke spoke ? "Вы сказали: " + spoke.text() : "Слушаю вас.";
        int next = turn.turn() == null ? 1 : turn.turn() + 1;
        for (Reply reply : List.of(new Reply.Say(0, true, words, "ru-RU", null), new Reply.Listen(1, next))) {
            publish(
                    Topic.REPLIES,
                    new Envelope<>(
                            question.id() + "/" + reply.seq(),
                            "/offhook/dialogue-service",
                            question.subject(),
                            question.tenant(),
                            Instant.now(),
                            question.id(),
                            question.traceparent(),
                            reply));
        }
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        try {
            reader.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE);
    }
}
