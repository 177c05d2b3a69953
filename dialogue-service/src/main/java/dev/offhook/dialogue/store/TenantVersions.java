package dev.offhook.dialogue.store;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.dialogue.knowledge.Knowledge;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.Tenants;
import io.quarkus.runtime.StartupEvent;
import org.hibernate.StatelessSession;
import org.jboss.logging.Logger;

/** Every version of every tenant that was seen: for calls that began with it, and to replay conversations. */
@ApplicationScoped
public class TenantVersions {
    private static final Logger LOG = Logger.getLogger(TenantVersions.class);

    private final ConversationStore database;
    private final StatelessSession session;
    private final Knowledge knowledge;
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    TenantVersions(ConversationStore database, StatelessSession session, Knowledge knowledge, Tenants tenants) {
        this.database = database;
        this.session = session;
        this.knowledge = knowledge;
        this.tenants = tenants;
    }

    /** Versions are kept when they come, not only when somebody calls: a replay may ask for one that nobody called. */
    void start(@Observes StartupEvent event) {
        tenants.follow(
                tenant -> Thread.ofVirtual().name("keep-" + tenant.slug()).start(() -> keepQuietly(tenant)));
    }

    private void keepQuietly(TenantConfiguration tenant) {
        try {
            keep(tenant);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "not kept yet, tried again with its first turn: slug=%s version=%d cause=%s",
                    tenant.slug(), tenant.version(), e);
        }
    }

    /**
     * Keeps a version without its secrets, whose keys do not live as long, and makes its knowledge base searchable. Blocks.
     * The same version twice is kept once.
     */
    public void keep(TenantConfiguration tenant) {
        database.inDatabase(() -> session.createNativeMutationQuery("""
                        insert into tenant_version (tenant, version, data, seen_at) values (?1, ?2, ?3, ?4)
                        on conflict do nothing""")
                .setParameter(1, tenant.slug())
                .setParameter(2, tenant.version())
                .setParameter(3, new String(EventJson.write(tenant.withSecrets(Map.of())), StandardCharsets.UTF_8))
                .setParameter(4, clock.instant())
                .executeUpdate());
        knowledge.index(tenant);
    }

    /** A tenant as it was under this version, or as it is now; empty when this service never saw that. Blocks. */
    public Optional<TenantConfiguration> at(String slug, long version) {
        return tenants.bySlug(slug)
                .filter(tenant -> tenant.version() == version)
                .or(() -> find(slug, version));
    }

    /**
     * A tenant under this version, or, when that was never seen, as it is now. Blocks.
     *
     * @param version null when it is not known
     */
    public Optional<TenantConfiguration> atOrNow(String slug, Long version) {
        return (version == null ? Optional.<TenantConfiguration>empty() : at(slug, version))
                .or(() -> tenants.bySlug(slug));
    }

    /** A version that was kept, with the secrets that the tenant has now. Blocks. */
    public Optional<TenantConfiguration> find(String slug, long version) {
        return database.inDatabase(() -> session.createNativeQuery(
                                "select data from tenant_version where tenant = ?1 and version = ?2", String.class)
                        .setParameter(1, slug)
                        .setParameter(2, version)
                        .uniqueResultOptional())
                .map(data -> (TenantConfiguration) EventJson.read(
                        EventJson.typeOf(TenantConfiguration.class), data.getBytes(StandardCharsets.UTF_8)))
                .map(past -> past.withSecrets(
                        tenants.bySlug(slug).map(TenantConfiguration::secrets).orElse(Map.of())));
    }
}
