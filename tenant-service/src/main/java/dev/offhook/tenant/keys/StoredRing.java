package dev.offhook.tenant.keys;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.offhook.events.Envelope;
import dev.offhook.events.KeyRing;
import dev.offhook.events.KeyRing.DataKey;
import dev.offhook.events.Topic;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import dev.offhook.tenant.outbox.Outbox;
import org.hibernate.Session;

/** The ring and its rotations in the database; every change of the ring is put into the outbox with it. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class StoredRing {
    private static final String SOURCE = "/offhook/tenant-service";
    private static final String ROTATION =
            "select id, key_id, step, generation, sealed, started_by, started_at, finished_at from key_rotation ";

    private final EntityManager entities;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    StoredRing(EntityManager entities, Outbox outbox) {
        this.entities = entities;
        this.outbox = outbox;
    }

    /** Waits for the lock of the ring; it is held until the transaction ends. */
    void lock() {
        sql(sql -> sql.list("select generation from key_ring for update", row -> row));
    }

    /** Takes the lock of the ring until the transaction ends, unless another replica has it. */
    boolean tryLock() {
        return sql(sql -> sql.first("select generation from key_ring for update skip locked", row -> true))
                .isPresent();
    }

    /** The ring as it stands. */
    KeyRing ring() {
        long generation = sql(sql -> sql.first("select generation from key_ring", row -> row.longNumber("generation")))
                .orElseThrow();
        return new KeyRing(
                generation,
                keys().stream()
                        .filter(key -> key.wrapped() != null)
                        .map(key -> new DataKey(
                                key.id(),
                                key.wrapped(),
                                KeyRing.State.valueOf(key.state().toUpperCase(Locale.ROOT))))
                        .toList());
    }

    /** Every key that ever was, the newest first. */
    List<StoredKey> keys() {
        return sql(sql -> sql.list(
                "select id, wrapped, state, created_at, retired_at from data_key order by created_at desc, id",
                row -> new StoredKey(
                        row.text("id"),
                        row.text("wrapped"),
                        row.text("state"),
                        row.instant("created_at"),
                        row.instant("retired_at"))));
    }

    /** The rotation that goes on. */
    Optional<Rotation> running() {
        return sql(sql -> sql.first(ROTATION + "where step <> 'done'", StoredRing::rotation));
    }

    /** A rotation. */
    Optional<Rotation> find(long id) {
        return sql(sql -> sql.first(ROTATION + "where id = ?", StoredRing::rotation, id));
    }

    /** Begins a rotation: the key opens from now on. The caller holds the lock, and no other rotation goes on. */
    Rotation begin(String key, String wrapped, String by) {
        var now = now();
        sql(sql -> sql.update(
                "insert into data_key (id, wrapped, state, created_at) values (?, ?, 'next', ?)", key, wrapped, now));
        long generation = nextGeneration();
        var rotation = sql(sql -> sql.first("""
                        insert into key_rotation (key_id, step, generation, started_by, started_at)
                        values (?, 'distributing', ?, ?, ?)
                        returning id, key_id, step, generation, sealed, started_by, started_at, finished_at
                        """, StoredRing::rotation, key, generation, by, now))
                .orElseThrow();
        publish();
        return rotation;
    }

    /** Makes a rotation's key the one that seals. The caller holds the lock. */
    void seal(Rotation rotation) {
        sql(sql -> sql.update("update data_key set state = 'old' where state = 'primary'"));
        sql(sql -> sql.update("update data_key set state = 'primary' where id = ?", rotation.key()));
        long generation = nextGeneration();
        sql(sql -> sql.update(
                "update key_rotation set step = 'sealing', generation = ? where id = ?", generation, rotation.id()));
        publish();
    }

    /** Notes that every tenant is sealed anew. */
    void confirm(Rotation rotation) {
        sql(sql -> sql.update(
                "update key_rotation set step = 'confirming' where id = ? and step = 'sealing'", rotation.id()));
    }

    /** Counts a tenant that was sealed anew. */
    void count(Rotation rotation) {
        sql(sql -> sql.update("update key_rotation set sealed = sealed + 1 where id = ?", rotation.id()));
    }

    /** Lets nobody write tenants until the transaction ends. */
    void lockTenants() {
        sql(sql -> sql.update("lock table tenant in share row exclusive mode"));
    }

    /** Ends a rotation: the old keys are gone. The caller holds the lock and {@link #lockTenants}. */
    void retire(Rotation rotation) {
        var now = now();
        sql(sql -> sql.update(
                "update data_key set state = 'retired', wrapped = null, retired_at = ? where state = 'old'", now));
        long generation = nextGeneration();
        sql(sql -> sql.update(
                "update key_rotation set step = 'done', generation = ?, finished_at = ? where id = ?",
                generation,
                now,
                rotation.id()));
        publish();
    }

    /** Puts the ring into the outbox: at a change, and for a Kafka that was emptied. */
    void publish() {
        var ring = ring();
        outbox.add(
                Topic.KEYS,
                KeyRing.KEY,
                new Envelope<>(
                        "key-ring:" + ring.generation(),
                        SOURCE,
                        KeyRing.KEY,
                        KeyRing.NO_TENANT,
                        now(),
                        null,
                        null,
                        ring));
    }

    private long nextGeneration() {
        return sql(sql -> sql.first(
                        "update key_ring set generation = generation + 1 returning generation",
                        row -> row.longNumber("generation")))
                .orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T sql(Function<Sql, T> work) {
        return entities.unwrap(Session.class).doReturningWork(connection -> work.apply(new Sql(connection)));
    }

    private static Rotation rotation(Row row) {
        return new Rotation(
                row.longNumber("id"),
                row.text("key_id"),
                Rotation.Step.of(row.text("step")),
                row.longNumber("generation"),
                row.number("sealed"),
                row.text("started_by"),
                row.instant("started_at"),
                row.instant("finished_at"));
    }
}
