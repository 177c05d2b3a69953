package dev.offhook.kit.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Topic;
import dev.offhook.events.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all of a topic, or its recent past, on every replica: no consumer group, no committed offsets, no rebalance.
 * It knows when it has caught up with what stood there at the start, and reads on for ever; a broken connection is
 * taken up again where it was started, so that a listener sees records again and must not mind.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** What a tail has read; called on the tail's own thread, one record at a time. */
    public interface Listener {
        /** An event. */
        void received(Envelope<Event> envelope);

        /** A tombstone: the key is gone from a compacted topic. */
        default void removed(String key) {}
    }

    private final Map<String, Object> settings;
    private final Topic topic;
    private final Duration back;
    private final Clock clock;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean caughtUp;
    private volatile KafkaConsumer<String, byte[]> consumer;

    private TopicTail(Map<String, Object> kafka, Topic topic, Duration back, Clock clock, Listener listener) {
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.topic = topic;
        this.back = back;
        this.clock = clock;
        this.listener = listener;
    }

    /** Starts to read {@code topic} from its first record. */
    public static TopicTail fromBeginning(Map<String, Object> kafka, Topic topic, Listener listener) {
        return new TopicTail(kafka, topic, null, Clock.systemUTC(), listener).start();
    }

    /** Starts to read {@code topic} from the records of the time span {@code back} until now. */
    public static TopicTail fromRecent(Map<String, Object> kafka, Topic topic, Duration back, Listener listener) {
        return new TopicTail(kafka, topic, back, Clock.systemUTC(), listener).start();
    }

    /** True once everything that stood on the topic when the tail was started has been read. Never false again. */
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void close() {
        closed.countDown();
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private TopicTail start() {
        Thread.ofPlatform().name("tail-" + topic.topicName()).daemon().start(this::run);
        return this;
    }

    private void run() {
        boolean over = false;
        while (!over) {
            try (var reading = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer = reading;
                read(reading);
            } catch (WakeupException e) {
                LOG.debugf("tail of %s closed", topic.topicName());
            } catch (KafkaException e) {
                LOG.warnf("tail of %s broke, reading on in %s: %s", topic.topicName(), RETRY_AFTER, e.getMessage());
            }
            over = awaitClose(RETRY_AFTER);
        }
    }

    private void read(KafkaConsumer<String, byte[]> reading) {
        List<TopicPartition> partitions = partitions(reading);
        if (partitions.isEmpty()) {
            LOG.warnf("topic %s does not exist yet", topic.topicName());
            return;
        }
        reading.assign(partitions);
        seek(reading, partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        while (closed.getCount() > 0) {
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(end -> reading.position(end.getKey()) >= end.getValue())) {
                caughtUp = true;
                LOG.infof("caught up with %s", topic.topicName());
            }
            reading.poll(caughtUp ? POLL : Duration.ofMillis(50)).forEach(this::deliver);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> reading) {
        return reading.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void seek(KafkaConsumer<String, byte[]> reading, List<TopicPartition> partitions) {
        if (back == null) {
            reading.seekToBeginning(partitions);
            return;
        }
        long since = clock.instant().minus(back).toEpochMilli();
        var wanted = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> wanted.put(partition, since));
        reading.offsetsForTimes(wanted).forEach((partition, found) -> {
            if (found == null) {
                reading.seekToEnd(List.of(partition));
            } else {
                reading.seek(partition, found.offset());
            }
        });
    }

    private void deliver(ConsumerRecord<String, byte[]> message) {
        try {
            if (message.value() == null) {
                listener.removed(message.key());
            } else {
                listener.received(CloudEventHeaders.read(message.headers(), message.value()));
            }
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "skipped an unreadable record: topic=%s partition=%d offset=%d reason=%s",
                    message.topic(), message.partition(), message.offset(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "a listener failed: topic=%s partition=%d offset=%d",
                    message.topic(),
                    message.partition(),
                    message.offset());
        }
    }

    private boolean awaitClose(Duration atMost) {
        try {
            return closed.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
