package dev.offhook.notification.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.notification.database.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Publishes what stands in the outbox, at once after a commit and by a timer, each row until Kafka has it. Any number of
 * replicas may run: one at a time publishes, in the order of the rows, a batch of them side by side.
 *
 * <p>A relay that dies after Kafka's acknowledgement and before its commit leaves the rows, and the events are published
 * again with the same {@code ce_id}. So they are when Kafka refuses one of a batch: what came after it is published
 * again behind it.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final String SOURCE = "/offhook/notification-service";
    /** Any number that no other lock of this database has. */
    private static final long LOCK = 7_610_001;

    private final Database database;
    private final Outbox outbox;
    private final Publishing publishing;
    private final OutboxConfiguration configuration;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean stuck;

    @Inject
    OutboxRelay(Database database, Outbox outbox, EventPublisher publisher, OutboxConfiguration configuration) {
        this(database, outbox, publisher::publish, configuration);
    }

    OutboxRelay(Database database, Outbox outbox, Publishing publishing, OutboxConfiguration configuration) {
        this.database = database;
        this.outbox = outbox;
        this.publishing = publishing;
        this.configuration = configuration;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("outbox-relay").daemon().factory());
    }

    /** Where events go: completes when Kafka has one, see {@link EventPublisher#publish}. */
    @FunctionalInterface
    interface Publishing {
        CompletionStage<Void> publish(Topic topic, String key, Envelope<?> envelope);
    }

    void start(@Observes StartupEvent event) {
        long every = configuration.every().toMillis();
        thread.scheduleWithFixedDelay(this::relay, every, every, TimeUnit.MILLISECONDS);
        outbox.onCommit(this::wake);
    }

    private void wake() {
        // Many transactions may add rows meanwhile; one pass finds them all.
        if (!thread.isShutdown() && woken.compareAndSet(false, true)) {
            thread.execute(() -> {
                woken.set(false);
                relay();
            });
        }
    }

    /** Publishes until the outbox is empty, another replica is at it, or Kafka does not answer. Never throws. */
    void relay() {
        try {
            Batch batch;
            do {
                batch = publishBatch();
            } while (batch.published() > 0 && batch.failure() == null);
            report(batch.failure());
        } catch (RuntimeException e) {
            report(e.getMessage());
        }
    }

    /**
     * One transaction's work.
     *
     * @param published how many rows Kafka took
     * @param failure why the next one was not, null when there was none
     */
    private record Batch(int published, String failure) {}

    private Batch publishBatch() {
        return database.transaction(sql -> {
            boolean first = sql.first("select pg_try_advisory_xact_lock(?) as first", row -> row.truth("first"), LOCK)
                    .orElse(false);
            if (!first) {
                return new Batch(0, null);
            }
            var waiting = outbox.oldest(sql, SOURCE, configuration.batchSize());
            var published = waiting.stream()
                    .map(message -> publishing
                            .publish(message.topic(), message.key(), message.envelope())
                            .toCompletableFuture())
                    .toList();
            var done = new ArrayList<Long>();
            String failure = null;
            for (int i = 0; i < waiting.size() && failure == null; i++) {
                try {
                    published.get(i).join();
                    done.add(waiting.get(i).id());
                } catch (CompletionException e) {
                    failure = String.valueOf(e.getCause().getMessage());
                }
            }
            outbox.delete(sql, List.copyOf(done));
            return new Batch(done.size(), failure);
        });
    }

    /** Says that the outbox got stuck and that it moves again, each once, however often it is tried in between. */
    private void report(String failure) {
        if (failure != null && !stuck) {
            LOG.warnf("outbox is stuck, trying again every %s: reason=%s", configuration.every(), failure);
        } else if (failure == null && stuck) {
            LOG.info("outbox moves again");
        }
        stuck = failure != null;
    }

    /** What is left is published by another replica, or at the next start. */
    void stop(@Observes ShutdownEvent event) {
        thread.shutdown();
    }
}
