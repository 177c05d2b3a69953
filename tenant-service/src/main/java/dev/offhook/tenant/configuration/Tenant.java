package dev.offhook.tenant.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;

import dev.offhook.events.TenantConfiguration;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.panache.common.Sort;
import org.hibernate.annotations.ColumnTransformer;

/** One tenant's row. Its lock orders the versions: whoever changes or publishes a tenant holds it. */
@Entity
@Table(name = "tenant")
public class Tenant extends PanacheEntityBase {
    /** The tenant's name in URLs. */
    @Id
    public String slug;

    /** Equal to the version in {@link #configuration}; at least 1. */
    public long version;

    /** Rises with every change, also of what is not versioned; at least {@link #version}. */
    public long revision;

    /** What the other services see; secrets are ciphertext. */
    @Convert(converter = TenantConfigurationColumn.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    public TenantConfiguration configuration;

    /** Fingerprint of the block that was imported last, null when none ever was. */
    @Column(name = "import_hash")
    public String importHash;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The tenant with this slug, its row locked until the transaction ends. */
    public static Optional<Tenant> locked(String slug) {
        return Tenant.<Tenant>find("slug", slug)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** All tenants by slug, their rows locked until the transaction ends. */
    public static List<Tenant> allLocked() {
        return Tenant.<Tenant>findAll(Sort.by("slug"))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /**
     * The tenant as operators see it.
     *
     * @param secrets what may be shown of them
     */
    StoredTenant stored(Map<String, SecretState> secrets) {
        return new StoredTenant(
                revision, version, TenantDocument.of(configuration), Map.copyOf(secrets), createdAt, updatedAt);
    }
}
