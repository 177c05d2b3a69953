package dev.offhook.local.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeDeserializer;
import dev.offhook.events.Event;
import dev.offhook.events.Topic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that is published on some topics from now on, as any subscriber would see it. */
final class EventTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, Envelope<Event>> consumer;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread reader;
    private KafkaException failure;

    /**
     * One event as it was seen.
     *
     * @param topic where it stood
     * @param key under which key
     * @param envelope the event
     */
    record Seen(Topic topic, String key, Envelope<Event> envelope) {
        Event event() {
            return envelope.data();
        }
    }

    private EventTail(KafkaConsumer<String, Envelope<Event>> consumer) {
        this.consumer = consumer;
        reader = Thread.ofPlatform().daemon().name("event-tail").unstarted(this::read);
    }

    /**
     * Begins to read; whatever is published after the return is seen.
     *
     * @throws KafkaException when the broker does not answer
     */
    static EventTail fromNow(String bootstrapServers, Topic... topics) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // The default waits half a second for more data.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        20),
                new StringDeserializer(),
                new EnvelopeDeserializer());
        try {
            List<TopicPartition> partitions =
                    Arrays.stream(topics).flatMap(EventTail::partitions).toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // seekToEnd is lazy: without asking, the position would be taken at the first poll.
            partitions.forEach(consumer::position);
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
        var tail = new EventTail(consumer);
        tail.reader.start();
        return tail;
    }

    /** What was seen so far and fits, oldest first. */
    synchronized List<Seen> matching(Predicate<Seen> filter) {
        return seen.stream().filter(filter).toList();
    }

    /**
     * Waits until an event has been seen that fits.
     *
     * @return false when none came within {@code patience}
     * @throws KafkaException when reading has failed
     */
    synchronized boolean await(Predicate<Seen> filter, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (seen.stream().noneMatch(filter)) {
            if (failure != null) {
                throw failure;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }

    @Override
    public void close() {
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
                for (ConsumerRecord<String, Envelope<Event>> published : consumer.poll(POLL)) {
                    add(published);
                }
            }
        } catch (WakeupException closed) {
            // close() asked for it
        } catch (KafkaException e) {
            fail(e);
        }
    }

    private synchronized void add(ConsumerRecord<String, Envelope<Event>> published) {
        if (published.value() != null) {
            seen.add(new Seen(Topic.named(published.topic()), published.key(), published.value()));
            notifyAll();
        }
    }

    private synchronized void fail(KafkaException e) {
        failure = e;
        notifyAll();
    }

    private static Stream<TopicPartition> partitions(Topic topic) {
        return Stream.iterate(0, partition -> partition + 1)
                .limit(topic.partitions())
                .map(partition -> new TopicPartition(topic.topicName(), partition));
    }
}
