package dev.offhook.tenant.configuration;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.tenant.outbox.Outbox;
import dev.offhook.tenant.outbox.OutboxMessage;

/** The tenants, every change of which is put into the outbox by the transaction that makes it. */
@ApplicationScoped
public class TenantStore {
    /** Names the lock of who writes tenants; any number that no other lock of this database has. */
    private static final long WRITERS = 7_461_001L;

    private static final String SOURCE = "/offhook/tenant-service";

    private final EntityManager entities;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    TenantStore(EntityManager entities, Outbox outbox) {
        this.entities = entities;
        this.outbox = outbox;
        this.clock = Clock.systemUTC();
    }

    /** Lets nobody else write tenants until the transaction ends; others may read. To be called before a row is locked. */
    @Transactional(TxType.MANDATORY)
    public void lockAll() {
        // A tenant that does not exist yet has no row to lock, and two tenants may want each other's numbers: writers
        // take turns. They are rare and quick.
        entities.createNativeQuery("select 1 from (select pg_advisory_xact_lock(" + WRITERS + ")) turn")
                .getSingleResult();
    }

    /** The tenant with this slug; its row is locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public Optional<Tenant> find(String slug) {
        return Tenant.locked(slug);
    }

    /** All tenants by slug; their rows are locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public List<Tenant> all() {
        return Tenant.allLocked();
    }

    /**
     * Stores a tenant and puts it into the outbox.
     *
     * @param configuration new, or of the stored version or the one above; secrets are ciphertext
     * @param revision above the stored one
     * @param importHash fingerprint of the block that was imported last, null when none ever was
     * @return the row
     */
    @Transactional(TxType.MANDATORY)
    public Tenant save(TenantConfiguration configuration, long revision, String importHash) {
        // The row lock comes before the outbox row, so that the outbox has a tenant's versions in their order.
        var stored = Tenant.locked(configuration.slug());
        var tenant = stored.orElseGet(Tenant::new);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tenant.version = configuration.version();
        tenant.revision = revision;
        tenant.configuration = configuration;
        tenant.importHash = importHash;
        tenant.updatedAt = now;
        if (stored.isEmpty()) {
            tenant.slug = configuration.slug();
            tenant.createdAt = now;
            tenant.persist();
        }
        publish(tenant);
        return tenant;
    }

    /** Removes a tenant; its tombstone goes into the outbox. */
    @Transactional(TxType.MANDATORY)
    public void delete(Tenant tenant) {
        tenant.delete();
        outbox.remove(
                Topic.TENANTS,
                tenant.slug,
                tenant.slug,
                eventId(tenant) + ":deleted",
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Puts every tenant into the outbox that does not stand there yet, with the version that it has: a Kafka that was
     * emptied is filled again.
     *
     * @return how many were put there
     */
    @Transactional
    public int publishAll() {
        var waiting = Tenant.allLocked().stream()
                .filter(tenant ->
                        OutboxMessage.count("topic = ?1 and key = ?2", Topic.TENANTS.topicName(), tenant.slug) == 0)
                .toList();
        waiting.forEach(this::publish);
        return waiting.size();
    }

    private void publish(Tenant tenant) {
        outbox.add(
                Topic.TENANTS,
                tenant.slug,
                new Envelope<>(
                        eventId(tenant),
                        SOURCE,
                        tenant.slug,
                        tenant.slug,
                        tenant.updatedAt,
                        null,
                        null,
                        tenant.configuration));
    }

    // One id for one state: until something changes that is not versioned, the version alone tells it.
    private static String eventId(Tenant tenant) {
        String id = "tenant:" + tenant.slug + ":" + tenant.version;
        return tenant.revision == tenant.version ? id : id + ":" + tenant.revision;
    }
}
