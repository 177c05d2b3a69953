package dev.offhook.dialogue.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.ConversationRecord;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.awaitility.Awaitility;

/** Every record that is on the topic, as often as it is there. */
@ApplicationScoped
public class RecordsSeen {
    private final Map<String, Object> kafka;
    private final Queue<Envelope<Event>> seen = new ConcurrentLinkedQueue<>();
    private TopicTail tail;

    RecordsSeen(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        tail = TopicTail.fromBeginning(kafka, Topic.CONVERSATIONS, seen::add);
    }

    @PreDestroy
    void stop() {
        tail.close();
    }

    public List<Envelope<Event>> all() {
        return List.copyOf(seen);
    }

    public List<Envelope<Event>> of(String conversation) {
        return seen.stream()
                .filter(envelope -> envelope.subject().equals(conversation))
                .toList();
    }

    public ConversationRecord awaitRevision(String conversation, int revision) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> of(conversation).stream()
                .anyMatch(envelope -> record(envelope).revision() == revision));
        return of(conversation).stream()
                .map(RecordsSeen::record)
                .filter(document -> document.revision() == revision)
                .findFirst()
                .orElseThrow();
    }

    public static ConversationRecord record(Envelope<Event> envelope) {
        return (ConversationRecord) envelope.data();
    }
}
