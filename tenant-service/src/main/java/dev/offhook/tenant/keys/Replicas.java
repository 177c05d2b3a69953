package dev.offhook.tenant.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.KeyRingConfirmed;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.TopicTail;
import dev.offhook.kit.secrets.KeyRingReplica;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;

/**
 * Every replica of every service, as it last spoke on the topic of the keys.
 *
 * <p>Time is counted here, at the reading end, and only while the topic is known to flow: by this replica's own signs of
 * life. After an outage of Kafka, or of this process, everybody has {@code goneAfter} to speak again.
 */
@ApplicationScoped
class Replicas implements TopicTail.Listener {
    /** A replica that ended without a word is forgotten after so many times {@code goneAfter}. */
    private static final int FORGOTTEN_AFTER = 20;

    private final Map<String, Object> kafka;
    private final String own;
    private final Duration goneAfter;
    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentSkipListMap<>();
    private volatile Flow flow;
    private TopicTail tail;

    @Inject
    Replicas(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            KeyRingReplica own,
            RotationConfiguration configuration) {
        this(kafka, own.name(), configuration.goneAfter(), System::nanoTime);
    }

    /**
     * @param own the name of this process's own replica
     * @param nanoTime as {@link System#nanoTime}
     */
    Replicas(Map<String, Object> kafka, String own, Duration goneAfter, LongSupplier nanoTime) {
        this.kafka = kafka;
        this.own = own;
        this.goneAfter = goneAfter;
        this.nanoTime = nanoTime;
    }

    private record Seen(KeyRingConfirmed said, Instant time, long at) {}

    /** Since when own signs of life have come without a long pause, and when the last one came. */
    private record Flow(long since, long last) {}

    /**
     * A replica.
     *
     * @param name {@code <service>/<instance>}
     * @param said what it confirmed last
     * @param time when it said that, by its own clock
     * @param alive false once it was unseen for too long
     */
    record Replica(String name, KeyRingConfirmed said, Instant time, boolean alive) {}

    /** True while what is known here is new enough to decide by. */
    boolean current() {
        var now = flow;
        return now != null && nanoTime.getAsLong() - now.last() <= goneAfter.toNanos() / 2;
    }

    /** All of them by name, also those that are gone but not forgotten. */
    List<Replica> all() {
        return seen.entrySet().stream()
                .map(each -> new Replica(
                        each.getKey(),
                        each.getValue().said(),
                        each.getValue().time(),
                        unseenFor(each.getValue()) <= goneAfter.toNanos()))
                .toList();
    }

    /** Those that live. */
    List<Replica> alive() {
        return all().stream().filter(Replica::alive).toList();
    }

    /** The names of those that were unseen for so long that their records only fill the topic. */
    List<String> forgotten() {
        return seen.entrySet().stream()
                .filter(each -> unseenFor(each.getValue()) > goneAfter.toNanos() * FORGOTTEN_AFTER)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void received(Envelope<Event> envelope) {
        if (envelope.data() instanceof KeyRingConfirmed said) {
            long now = nanoTime.getAsLong();
            // A tail that was broken reads everything again: what is older than what is known says nothing.
            seen.merge(
                    envelope.subject(),
                    new Seen(said, envelope.time(), now),
                    (known, newer) -> newer.time().isBefore(known.time()) ? known : newer);
            if (envelope.subject().equals(own)) {
                var before = flow;
                boolean paused = before == null || now - before.last() > goneAfter.toNanos() / 2;
                flow = new Flow(paused ? now : before.since(), now);
            }
        }
    }

    @Override
    public void removed(String key) {
        seen.remove(key);
    }

    void start(@Observes StartupEvent event) {
        tail = TopicTail.fromBeginning(kafka, Topic.KEYS, this);
    }

    @PreDestroy
    void stop() {
        if (tail != null) {
            tail.close();
        }
    }

    private long unseenFor(Seen replica) {
        var now = flow;
        return now == null ? 0 : nanoTime.getAsLong() - Math.max(replica.at(), now.since());
    }
}
