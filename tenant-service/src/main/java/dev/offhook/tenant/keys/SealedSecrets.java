package dev.offhook.tenant.keys;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import dev.offhook.tenant.outbox.Outbox;
import org.hibernate.Session;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What is sealed in this service's database, whatever else the tenants' rows say: the secrets in the configuration, and
 * the fingerprint of the block that was imported last.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class SealedSecrets {
    private static final String SOURCE = "/offhook/tenant-service";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String TYPE = EventJson.typeOf(TenantConfiguration.class);

    private final EntityManager entities;
    private final SecretBox box;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    SealedSecrets(EntityManager entities, SecretBox box, Outbox outbox) {
        this.entities = entities;
        this.box = box;
        this.outbox = outbox;
    }

    /**
     * A secret that is sealed with another key than it should be.
     *
     * @param tenant whose it is
     * @param name of the secret
     * @param key id of the key that seals it
     * @param opens whether it can be opened here; one that cannot is never sealed anew
     */
    record Leftover(String tenant, String name, String key, boolean opens) {}

    private record Stored(Map<String, String> secrets, String importHash, long version) {}

    /** The tenants that have something sealed with another key than this one, by slug. */
    List<String> notSealedWith(String key) {
        return sql(sql -> sql.list(
                "select slug from tenant where exists (select 1 from sealed_with(configuration, import_hash) id"
                        + " where id <> ?) order by slug",
                row -> row.text("slug"),
                key));
    }

    /**
     * Seals a tenant's secrets and fingerprint with this key, which the box seals with, and publishes the tenant again if
     * a secret has changed. Its row is locked until the transaction ends. What does not open stays as it is; a fingerprint
     * is dropped then, so that the block counts as changed with the next import.
     *
     * @return false when there was nothing to do
     */
    boolean sealAnew(String slug, String key) {
        var stored = sql(sql -> sql.first(
                "select configuration -> 'secrets' as secrets, import_hash, version from tenant where slug = ? for update",
                row -> new Stored(texts(row.text("secrets")), row.text("import_hash"), row.longNumber("version")),
                slug));
        return stored.isPresent() && sealAnew(slug, key, stored.get());
    }

    private boolean sealAnew(String slug, String key, Stored stored) {
        var secrets = new TreeMap<>(stored.secrets());
        stored.secrets().forEach((name, text) -> anew(slug, key, text).ifPresent(anew -> secrets.put(name, anew)));
        boolean changed = !secrets.equals(stored.secrets());
        String hash = stored.importHash();
        if (isOther(key, hash)) {
            hash = anew(slug, key, hash).orElse(null);
        } else if (!changed) {
            return false;
        }
        var configuration = write(slug, secrets, hash);
        if (changed) {
            publish(slug, key, stored.version(), EventJson.read(TYPE, configuration.getBytes(UTF_8)));
        }
        return true;
    }

    /** Every secret that is sealed with another key than this one, in this database. */
    List<Leftover> leftovers(String key) {
        return sql(sql -> sql.list("""
                select slug, secret.key as name, secret.value as sealed
                from tenant, jsonb_each_text(configuration -> 'secrets') secret
                where split_part(secret.value, ':', 2) <> ? order by slug, secret.key
                """, this::leftover, key));
    }

    /** How many tenants wait to be published with something that is sealed with another key than these. */
    int unpublished(List<String> keys) {
        return sql(sql -> sql.first("""
                        select count(*)::int as waiting from outbox_message
                        where topic = ? and exists (
                            select 1 from sealed_with(data, null) id where not id = any (?))
                        """, row -> row.number("waiting"), Topic.TENANTS.topicName(), keys))
                .orElse(0);
    }

    /** How many secrets and fingerprints each key seals, by id. */
    Map<String, Integer> inUse() {
        var counts = new TreeMap<String, Integer>();
        sql(sql -> sql.list("""
                select id, count(*)::int as uses from (
                    select split_part(secret.value, ':', 2) as id
                    from tenant, jsonb_each_text(configuration -> 'secrets') secret
                    union all
                    select split_part(import_hash, ':', 2) from tenant where import_hash like 'v1:%') sealed
                group by id
                """, row -> counts.put(row.text("id"), row.number("uses"))));
        return counts;
    }

    private Leftover leftover(Row row) {
        String slug = row.text("slug");
        String sealed = row.text("sealed");
        return new Leftover(
                slug,
                row.text("name"),
                SecretBox.keyOf(sealed).orElse(""),
                open(slug, sealed).isPresent());
    }

    private Optional<String> anew(String slug, String key, String sealed) {
        return isOther(key, sealed) ? open(slug, sealed).map(secret -> box.encrypt(slug, secret)) : Optional.empty();
    }

    private Optional<String> open(String slug, String sealed) {
        try {
            return Optional.of(box.decrypt(slug, sealed));
        } catch (SecretUnreadableException e) {
            return Optional.empty();
        }
    }

    // The rest of the configuration is not read and written: a number would lose its last zero on the way.
    private String write(String slug, Map<String, String> secrets, String importHash) {
        return sql(sql -> sql.first(
                        """
                        update tenant
                        set configuration = jsonb_set(configuration, '{secrets}', cast(? as jsonb)), import_hash = ?
                        where slug = ? returning configuration
                        """,
                        row -> row.text("configuration"),
                        EventJson.mapper().valueToTree(secrets).toString(),
                        importHash,
                        slug))
                .orElseThrow();
    }

    private void publish(String slug, String key, long version, Event tenant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String id = "tenant:" + slug + ":" + version + ":sealed:" + key + ":" + now;
        outbox.add(Topic.TENANTS, slug, new Envelope<>(id, SOURCE, slug, slug, now, null, null, tenant));
    }

    private <T> T sql(Function<Sql, T> work) {
        return entities.unwrap(Session.class).doReturningWork(connection -> work.apply(new Sql(connection)));
    }

    /** A text that is no ciphertext, such as a fingerprint in clear, is sealed with no key. */
    private static boolean isOther(String key, String sealed) {
        return SecretBox.keyOf(sealed).filter(id -> !id.equals(key)).isPresent();
    }

    private static Map<String, String> texts(String secrets) {
        try {
            return secrets == null ? Map.of() : EventJson.mapper().readValue(secrets, TEXTS);
        } catch (JacksonException e) {
            throw new IllegalStateException("the secrets of a tenant are no JSON of texts", e);
        }
    }
}
