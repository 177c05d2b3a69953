package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.awaitility.Awaitility;

/** Reads the refusals topic. */
@ApplicationScoped
public class RefusedRequests implements TopicTail.Listener {
    private final Map<String, Object> kafka;
    private final List<Envelope<Event>> all = new CopyOnWriteArrayList<>();
    private TopicTail tail;

    RefusedRequests(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        tail = TopicTail.fromBeginning(kafka, Topic.REFUSALS, this);
    }

    @PreDestroy
    void stop() {
        tail.close();
    }

    @Override
    public void received(Envelope<Event> envelope) {
        all.add(envelope);
    }

    /** What was told under a key so far. */
    public List<RequestRefused> of(String key) {
        return all.stream()
                .filter(envelope -> envelope.subject().equals(key))
                .map(envelope -> (RequestRefused) envelope.data())
                .toList();
    }

    /** Waits for one under this key. */
    public RequestRefused await(String key, Predicate<RequestRefused> which) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> of(key).stream().filter(which).findFirst().orElse(null), found -> found != null);
    }
}
