package dev.offhook.tenant.refusals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.jboss.logging.Logger;

/**
 * Reads refused requests off their topic into the table. Every replica reads all of them: they are few, a sample, and
 * the table takes each once.
 */
@ApplicationScoped
public class RefusalsReader implements TopicTail.Listener {
    private static final Logger LOG = Logger.getLogger(RefusalsReader.class);
    /** Replicas' clocks differ, and a record may come later than one that happened after it. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Map<String, Object> kafka;
    private final Refusals refusals;
    private final RefusalsConfiguration configuration;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ScheduledThreadPoolExecutor cleaning = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("refusals-cleaning").daemon().factory());
    private volatile TopicTail tail;

    @Inject
    RefusalsReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Refusals refusals,
            RefusalsConfiguration configuration) {
        this.kafka = kafka;
        this.refusals = refusals;
        this.configuration = configuration;
    }

    void start(@Observes StartupEvent event) {
        tail = TopicTail.fromRecent(kafka, Topic.REFUSALS, back(), this);
        long every = configuration.cleanedEvery().toMillis();
        cleaning.scheduleWithFixedDelay(this::clean, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void received(Envelope<Event> envelope) {
        if (!(envelope.data() instanceof RequestRefused refused)) {
            return;
        }
        boolean kept = false;
        while (!kept && stopped.getCount() > 0) {
            try {
                refusals.keep(envelope, refused);
                kept = true;
            } catch (RuntimeException e) {
                LOG.warnf(
                        "a refusal waits for the database: cause=%s",
                        e.getClass().getSimpleName());
                pause();
            }
        }
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        cleaning.shutdownNow();
        if (tail != null) {
            tail.close();
        }
    }

    private Duration back() {
        var longest = configuration.keptFor();
        Instant newest = refusals.newest();
        var since = Duration.between(newest, clock.instant()).plus(OVERLAP);
        return since.compareTo(longest) < 0 ? since : longest;
    }

    private void clean() {
        try {
            refusals.clean();
        } catch (RuntimeException e) {
            LOG.warnf("old refusals are deleted later: cause=%s", e.getClass().getSimpleName());
        }
    }

    private void pause() {
        try {
            stopped.await(configuration.tryAgainAfter().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
