package dev.offhook.examples.calllog;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.EventJson;
import dev.offhook.events.Topic;
import dev.offhook.events.UnreadableEventException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what happens on calls and what is left of them, and keeps a line per call in a {@link CallJournal}. Kafka
 * delivers at least once; each event has its effect once. Records that cannot be read, and types of a later version,
 * are passed over.
 */
public final class CallLog implements Runnable, AutoCloseable {
    private static final Logger LOG = System.getLogger(CallLog.class.getName());
    private static final List<String> TOPICS = List.of(Topic.CALL_EVENTS.topicName(), Topic.CONVERSATIONS.topicName());
    private static final Set<String> KNOWN_TYPES =
            EventJson.types().stream().map(EventJson::typeOf).collect(Collectors.toUnmodifiableSet());
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final CallJournal journal;
    private final Consumer<CallLine> listener;
    private volatile boolean closing;

    /**
     * A log that reads when it is run.
     *
     * @param kafka how to reach the broker: {@code bootstrap.servers}, security; what this class sets wins
     * @param group the consumer group: the name of this subscriber, and of no other
     * @param journal where the lines are kept
     * @param listener is told of each change of a line whose call has an outcome
     */
    public CallLog(Map<String, Object> kafka, String group, CallJournal journal, Consumer<CallLine> listener) {
        consumer = new KafkaConsumer<>(settings(kafka, group), new StringDeserializer(), new ByteArrayDeserializer());
        this.journal = journal;
        this.listener = listener;
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, String group) {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        // A new group reads everything that is kept; "latest" would lose what came before its first commit.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // An automatic commit may run ahead of the effect: a crash between the two would lose events.
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // With the default (45 s) nobody reads the partitions of a killed process for so long.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2000);
        return settings;
    }

    /**
     * Reads until it is closed.
     *
     * @throws IllegalStateException when a topic does not exist
     * @throws RuntimeException when an effect fails; nothing of its batch is committed, and the next run reads it again
     */
    @Override
    public void run() {
        try (consumer) {
            requireTopics();
            consumer.subscribe(TOPICS);
            while (!closing) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                    take(message);
                }
                journal.flush();
                commit();
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        }
    }

    /** Ends {@link #run()} behind the records that it is at. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
    }

    private void requireTopics() {
        // Without this, a consumer that is there before its topics looks for them again only after five minutes.
        var existing = consumer.listTopics().keySet();
        for (String topic : TOPICS) {
            if (!existing.contains(topic)) {
                throw new IllegalStateException("topic " + topic + " does not exist; start Offhook first");
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null && message.topic().equals(Topic.CONVERSATIONS.topicName())) {
            tombstone(message);
            return;
        }
        String type = CloudEventHeaders.get(message.headers(), CloudEventHeaders.TYPE);
        if (type != null && !KNOWN_TYPES.contains(type)) {
            LOG.log(Level.DEBUG, "a type of a later version: {0}", type);
            return;
        }
        try {
            apply(CloudEventHeaders.read(message.headers(), message.value()));
        } catch (UnreadableEventException e) {
            LOG.log(Level.WARNING, "passed over: {0} reason={1}", place(message), e.getMessage());
        }
    }

    private void apply(Envelope<Event> envelope) {
        if (journal.knows(envelope.id())) {
            return;
        }
        CallLine known = journal.line(envelope.subject());
        CallLine before = known == null ? CallLine.of(envelope.subject(), envelope.tenant()) : known;
        CallLine after = before.after(envelope);
        if (!after.equals(before)) {
            journal.put(envelope.id(), after);
            if (after.outcome() != null) {
                listener.accept(after);
            }
        }
    }

    private void tombstone(ConsumerRecord<String, byte[]> message) {
        // A tombstone has no headers: its place is its identity.
        if (message.key() != null && !journal.knows(place(message))) {
            journal.remove(place(message), message.key());
        }
    }

    private void commit() {
        try {
            consumer.commitSync();
        } catch (CommitFailedException e) {
            LOG.log(Level.WARNING, "not committed, the records will be read again: {0}", e.getMessage());
        }
    }

    private static String place(ConsumerRecord<?, ?> message) {
        return message.topic() + "-" + message.partition() + "@" + message.offset();
    }
}
