package dev.offhook.tenant.keys;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.tenant.configuration.Tenant;
import dev.offhook.tenant.configuration.TenantStore;
import dev.offhook.tenant.outbox.OutboxMessage;
import io.quarkus.narayana.jta.QuarkusTransaction;

import static org.awaitility.Awaitility.await;

/** Tenants with a secret each, as the import would store them. */
@ApplicationScoped
class SealedTenants {
    /** The name of the secret. */
    static final String NAME = "twilio.auth-token";

    private final TenantStore store;
    private final SecretBox box;
    private final EntityManager entities;
    private final EventPublisher publisher;

    SealedTenants(TenantStore store, SecretBox box, EntityManager entities, EventPublisher publisher) {
        this.store = store;
        this.box = box;
        this.entities = entities;
        this.publisher = publisher;
    }

    /** Stores a tenant whose secret is {@code secret of <slug>}, and its fingerprint {@code sha256:<slug>}. */
    void add(String slug) {
        add(slug, box.encrypt(slug, secret(slug)));
    }

    /** Stores a tenant with this ciphertext. */
    void add(String slug, String ciphertext) {
        var phrases = new Phrases("s", List.of("f"), "f", "l", "v", "c", "r");
        var tenant = new TenantConfiguration(
                slug,
                slug,
                1,
                Plan.FREE,
                "en",
                ZoneId.of("UTC"),
                List.of(),
                new Assistant("g", List.of(), List.of("n"), phrases),
                Map.of(NAME, ciphertext));
        QuarkusTransaction.requiringNew().run(() -> store.save(tenant, 1, box.encrypt(slug, "sha256:" + slug)));
    }

    /** Removes all of them, here and on the topic. */
    void clear() {
        var gone = QuarkusTransaction.requiringNew().call(() -> {
            var slugs =
                    Tenant.<Tenant>listAll().stream().map(tenant -> tenant.slug).toList();
            Tenant.deleteAll();
            return slugs;
        });
        await().until(() -> QuarkusTransaction.requiringNew().call(() -> OutboxMessage.count() == 0));
        gone.forEach(slug ->
                publisher.remove(Topic.TENANTS, slug).toCompletableFuture().join());
    }

    /** What stands in the row. */
    String ciphertext(String slug) {
        return column("configuration #>> '{secrets," + NAME + "}'", slug);
    }

    /** What stands in the row, opened. */
    String fingerprint(String slug) {
        return box.decrypt(slug, column("import_hash", slug));
    }

    /** Writes a ciphertext past everything that usually does. */
    void overwrite(String slug, String ciphertext) {
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update tenant set configuration = jsonb_set(configuration, '{secrets," + NAME
                                + "}', to_jsonb(cast(:text as text))) where slug = :slug")
                .setParameter("text", ciphertext)
                .setParameter("slug", slug)
                .executeUpdate());
    }

    static String secret(String slug) {
        return "secret of " + slug;
    }

    private String column(String expression, String slug) {
        return QuarkusTransaction.requiringNew()
                .call(() ->
                        (String) entities.createNativeQuery("select " + expression + " from tenant where slug = :slug")
                                .setParameter("slug", slug)
                                .getSingleResult());
    }
}
