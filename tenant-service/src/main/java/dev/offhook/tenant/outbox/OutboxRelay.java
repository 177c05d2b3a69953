package dev.offhook.tenant.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import dev.offhook.events.Envelope;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Publishes what stands in the outbox, at once after a commit and by a timer, each row until Kafka has it. Any number
 * of replicas may run: a row that one of them publishes is locked and skipped by the others.
 *
 * <p>A relay that dies after Kafka's acknowledgement and before its commit leaves the row, and the event is published
 * again with the same {@code ce_id}.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final String SOURCE = "/offhook/tenant-service";
    /** A batch takes no new row after this time: its transaction must end before its own timeout (60 s). */
    private static final Duration BATCH_AT_MOST = Duration.ofSeconds(20);

    /** Only the oldest row of a key is taken, so that a second relay never overtakes the first on the same key. */
    private static final String OLDEST_PER_KEY = """
            select m.* from outbox_message m
            where not exists (
                select 1 from outbox_message older
                where older.topic = m.topic and older.record_key = m.record_key and older.id < m.id)
            order by m.id
            limit :batch
            for update of m skip locked
            """;

    private final EntityManager entities;
    private final Publishing publishing;
    private final OutboxConfiguration configuration;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean stuck;

    @Inject
    OutboxRelay(EntityManager entities, EventPublisher publisher, OutboxConfiguration configuration) {
        this(entities, publisher::publish, configuration);
    }

    OutboxRelay(EntityManager entities, Publishing publishing, OutboxConfiguration configuration) {
        this.entities = entities;
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
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Added added) {
        // One transaction may add many rows; one pass finds them all.
        if (woken.compareAndSet(false, true)) {
            thread.execute(() -> {
                woken.set(false);
                relay();
            });
        }
    }

    /** Publishes until the outbox is empty or Kafka does not answer. Never throws. */
    void relay() {
        try {
            Batch batch;
            do {
                batch = QuarkusTransaction.requiringNew().call(this::publishBatch);
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
        int published = 0;
        long start = System.nanoTime();
        for (OutboxMessage message : oldestPerKey()) {
            if (System.nanoTime() - start > BATCH_AT_MOST.toNanos()) {
                break;
            }
            try {
                publishing
                        .publish(Topic.named(message.topic), message.key, message.envelope(SOURCE))
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                return new Batch(published, String.valueOf(e.getCause().getMessage()));
            }
            message.delete();
            published++;
        }
        return new Batch(published, null);
    }

    @SuppressWarnings("unchecked")
    private List<OutboxMessage> oldestPerKey() {
        return entities.createNativeQuery(OLDEST_PER_KEY, OutboxMessage.class)
                .setParameter("batch", configuration.batchSize())
                .getResultList();
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

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
