package dev.offhook.tenant.outbox;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.offhook.events.Envelope;
import dev.offhook.events.Topic;

/** Takes events into the transaction that decides them: they are published if and only if it commits. */
@ApplicationScoped
public class Outbox {
    private final Event<Added> added;

    Outbox(Event<Added> added) {
        this.added = added;
    }

    /** Something was added; observed after the commit. */
    record Added(Topic topic) {}

    /**
     * Adds an event to the current transaction.
     *
     * @param key the record's key. Events of one key are published in the order in which they are added, as long as
     *     those who add them hold a lock that orders them
     * @param envelope without {@code inReplyTo} and {@code traceparent}; its source is that of this service
     */
    @Transactional(TxType.MANDATORY)
    public void add(Topic topic, String key, Envelope<?> envelope) {
        OutboxMessage.of(topic, key, envelope).persist();
        added.fire(new Added(topic));
    }

    /**
     * Adds the tombstone of a compacted topic's key to the current transaction; what holds for {@link #add} holds here.
     *
     * @param tenant the tenant's slug
     * @param id names this removal
     */
    @Transactional(TxType.MANDATORY)
    public void remove(Topic topic, String key, String tenant, String id, Instant time) {
        OutboxMessage.tombstone(topic, key, tenant, id, time).persist();
        added.fire(new Added(topic));
    }
}
