package dev.offhook.dialogue.history;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.TopicTail;
import io.smallrye.common.annotation.Identifier;

/**
 * What happens now, on any replica: follows the topics while somebody listens, and not otherwise. Several listeners
 * share one reading of each topic.
 */
@ApplicationScoped
class LiveFeed implements TopicTail.Listener {
    private static final List<Topic> TOPICS =
            List.of(Topic.CALL_EVENTS, Topic.REPLIES, Topic.SMS_EVENTS, Topic.SMS_REQUESTS, Topic.CONVERSATIONS);
    /** Longer than a turn takes: whoever comes in the middle of one sees its question too. */
    private static final Duration BACK = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int REMEMBERED = 20_000;

    private final Map<String, Object> kafka;
    private final HistoryConfiguration configuration;
    private final Set<LiveListener> listeners = ConcurrentHashMap.newKeySet();
    /** A tail whose connection broke reads again, and answers are published again after a crash. */
    private final Cache<String, Boolean> seen =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-feed").daemon().factory());
    private List<TopicTail> tails = List.of();
    private ScheduledFuture<?> heartbeat;

    LiveFeed(@Identifier("default-kafka-broker") Map<String, Object> kafka, HistoryConfiguration configuration) {
        this.kafka = kafka;
        this.configuration = configuration;
    }

    /** How many listen now. */
    int listening() {
        return listeners.size();
    }

    /** True while the topics are followed. */
    synchronized boolean following() {
        return !tails.isEmpty();
    }

    /** Adds a listener; returns when nothing that happens from here on escapes it. Blocks; only for a virtual thread. */
    void add(LiveListener listener, Duration patience) throws InterruptedException {
        listeners.add(listener);
        var opened = open();
        long until = System.nanoTime() + patience.toNanos();
        while (!opened.stream().allMatch(TopicTail::caughtUp)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the topics cannot be read now");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** Removes a listener; the topics are given up a little later, unless another comes. */
    void remove(LiveListener listener) {
        if (listeners.remove(listener) && listeners.isEmpty() && !timer.isShutdown()) {
            timer.schedule(this::closeUnheard, configuration.linger().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void received(Envelope<Event> envelope) {
        if (seen.asMap().putIfAbsent(envelope.id(), true) == null) {
            listeners.forEach(listener -> listener.received(envelope));
        }
    }

    @PreDestroy
    synchronized void stop() {
        timer.shutdownNow();
        close();
    }

    private synchronized List<TopicTail> open() {
        if (tails.isEmpty()) {
            long every = configuration.heartbeat().toMillis();
            heartbeat = timer.scheduleAtFixedRate(
                    () -> listeners.forEach(LiveListener::heartbeat), every, every, TimeUnit.MILLISECONDS);
            tails = TOPICS.stream()
                    .map(topic -> TopicTail.fromRecent(kafka, topic, BACK, this))
                    .toList();
        }
        return tails;
    }

    private synchronized void closeUnheard() {
        if (listeners.isEmpty()) {
            close();
        }
    }

    private void close() {
        tails.forEach(TopicTail::close);
        tails = List.of();
        seen.invalidateAll();
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
    }
}
