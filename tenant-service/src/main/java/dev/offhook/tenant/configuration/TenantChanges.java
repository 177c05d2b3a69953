package dev.offhook.tenant.configuration;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.offhook.kit.access.Access;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.tenant.audit.AuditTrail;
import dev.offhook.tenant.rules.SecretLengths;
import dev.offhook.tenant.rules.TenantRules;
import dev.offhook.tenant.secrets.SecretStates;
import dev.offhook.tenant.versions.TenantVersions;

/**
 * Every change of tenants goes through here: validated, versioned, audited, and published by the outbox, in one
 * transaction each. Who may make it is asked before.
 *
 * <p>All methods throw {@link InvalidTenantException} when the tenant would not be good, and the 404 of
 * {@link Access#noSuchTenant} for a slug that is not known; a secret that cannot be encrypted is a 503. Nothing has
 * changed then.
 */
@ApplicationScoped
public class TenantChanges {
    private final TenantStore store;
    private final TenantValidation validation;
    private final TenantWriter writer;
    private final TenantNumbers numbers;
    private final TenantVersions versions;
    private final SecretStates secrets;
    private final AuditTrail audit;
    private final Creations creations;
    private final SecretBox box;
    private final Clock clock;

    @Inject
    TenantChanges(
            TenantStore store,
            TenantValidation validation,
            TenantWriter writer,
            TenantNumbers numbers,
            TenantVersions versions,
            SecretStates secrets,
            AuditTrail audit,
            Creations creations,
            SecretBox box) {
        this.store = store;
        this.validation = validation;
        this.writer = writer;
        this.numbers = numbers;
        this.versions = versions;
        this.secrets = secrets;
        this.audit = audit;
        this.creations = creations;
        this.box = box;
        this.clock = Clock.systemUTC();
    }

    /** As {@link #create(TenantBlock, Change)}, of a tenant without secrets. */
    @Transactional
    public StoredTenant create(TenantDocument document, Change by) {
        return create(new TenantBlock(document, Map.of()), by);
    }

    /**
     * Creates a tenant. With an idempotency key, a creation that was done already is answered by the tenant as it
     * stands.
     *
     * @throws ProblemException 409 when the author used the key for something else, or the tenant is deleted since
     */
    @Transactional
    public StoredTenant create(TenantBlock block, Change by) {
        store.lockAll();
        if (by.idempotencyKey() != null) {
            var slug = creations.repeated(block, by);
            if (slug.isPresent()) {
                return store.find(slug.get())
                        .map(this::stored)
                        .orElseThrow(() -> ProblemException.conflict(
                                "Idempotency-Key",
                                "the tenant that was created with this key is deleted; use another key"));
            }
        }
        refuse(validation.faults(block.secrets()));
        refuse(validation.faults(block.document(), SecretLengths.NONE.and(block.secrets())));
        if (store.find(block.slug()).isPresent()) {
            throw new InvalidTenantException(List.of(new Fault(
                    "slug",
                    block.slug(),
                    FaultKind.SLUG_TAKEN,
                    List.of(),
                    "slug '" + block.slug() + "' is already a tenant; good is " + block.slug() + "-2")));
        }
        var written = writer.write(null, block.document(), sealed(block), null, by, AuditAction.CREATED, null);
        noteSecrets(block);
        if (by.idempotencyKey() != null) {
            creations.note(block, by, written.updatedAt);
        }
        return stored(written);
    }

    /**
     * Replaces a tenant's document; its secrets stay. A document that changes nothing leaves the revision as it is.
     *
     * @param revision that the author has seen
     * @throws StaleRevisionException when it is not the current one
     */
    @Transactional
    public StoredTenant replace(String slug, long revision, TenantDocument document, Change by) {
        return stored(replaced(seen(slug, revision), document, by, AuditAction.CHANGED, null));
    }

    /** As {@link #replace(String, long, TenantDocument, Change)}; the secrets that the block names are set too. */
    @Transactional
    public StoredTenant replace(String slug, long revision, TenantBlock block, Change by) {
        var tenant = seen(slug, revision);
        refuse(validation.faults(block.secrets()));
        for (var secret : block.secrets().entrySet()) {
            set(tenant, secret.getKey(), secret.getValue(), by);
        }
        return stored(replaced(tenant, block.document(), by, AuditAction.CHANGED, null));
    }

    /**
     * Brings back what a version said; plan, block list and secrets stay as they are today.
     *
     * @param revision that the author has seen
     * @throws StaleRevisionException when it is not the current one
     * @throws ProblemException 404 when there is no such version
     */
    @Transactional
    public StoredTenant rollBack(String slug, long revision, long version, Change by) {
        var tenant = seen(slug, revision);
        var then = versions.find(slug, version)
                .orElseThrow(() -> noSuchVersion(slug, version))
                .document();
        var document = then.withUnversionedOf(TenantDocument.of(tenant.configuration));
        return stored(replaced(tenant, document, by, AuditAction.ROLLED_BACK, "back to version " + version));
    }

    /** Sets or replaces a secret. It is never shown again, and belongs to no version. */
    @Transactional
    public StoredTenant setSecret(String slug, String name, String value, Change by) {
        refuse(TenantRules.faults(name, value));
        store.lockAll();
        return stored(set(existing(slug), name, value, by));
    }

    private Tenant set(Tenant tenant, String name, String value, Change by) {
        var ciphertexts = new HashMap<>(tenant.configuration.secrets());
        ciphertexts.put(name, encrypted(tenant.slug, value));
        var document = TenantDocument.of(tenant.configuration);
        // Whatever else a newer rule finds must not keep a secret from being replaced.
        refuse(document, ciphertexts, FaultKind.TOO_LARGE);
        var written = writer.write(tenant, document, ciphertexts, tenant.importHash, by, AuditAction.SECRET_SET, name);
        secrets.set(tenant.slug, name, SecretState.of(value, written.updatedAt));
        return written;
    }

    /**
     * Removes a secret.
     *
     * @throws ProblemException 404 when there is none of this name
     * @throws InvalidTenantException when a channel that is switched on needs it
     */
    @Transactional
    public void removeSecret(String slug, String name, Change by) {
        store.lockAll();
        var tenant = existing(slug);
        var ciphertexts = new HashMap<>(tenant.configuration.secrets());
        if (ciphertexts.remove(name) == null) {
            throw ProblemException.notFound("secret", "tenant '" + slug + "' has no secret '" + name + "'");
        }
        var document = TenantDocument.of(tenant.configuration);
        refuse(document, ciphertexts, FaultKind.SECRET_MISSING);
        writer.write(tenant, document, ciphertexts, tenant.importHash, by, AuditAction.SECRET_REMOVED, name);
        secrets.keep(slug, ciphertexts.keySet());
    }

    /**
     * Deletes a tenant with its versions; the audit trail stays. The other services learn it from a tombstone.
     *
     * @param revision that the author has seen
     * @throws StaleRevisionException when it is not the current one
     */
    @Transactional
    public void delete(String slug, long revision, Change by) {
        var tenant = seen(slug, revision);
        creations.deleted(tenant, now());
        store.delete(tenant);
        audit.add(slug, now(), by, AuditAction.DELETED, "version " + tenant.version);
    }

    /**
     * A tenant of a file.
     *
     * @param fingerprint of the block, to know it again
     */
    public record Imported(TenantBlock block, String fingerprint) {}

    /**
     * Creates or replaces tenants, all or none; numbers may move between them. A secret that a block does not name stays.
     * In the caller's transaction, which has locked the writers out ({@link TenantStore#lockAll}).
     *
     * @throws InvalidTenantException for the first tenant that is not good or wants another's number
     */
    @Transactional(TxType.MANDATORY)
    public void putAll(List<Imported> tenants, Change by) {
        tenants.forEach(imported -> numbers.release(imported.block().slug()));
        for (Imported imported : tenants) {
            try {
                put(imported.block(), imported.fingerprint(), by);
            } catch (InvalidTenantException e) {
                throw new InvalidTenantException(imported.block().slug(), e.faults());
            }
        }
    }

    private void put(TenantBlock block, String fingerprint, Change by) {
        var known = store.find(block.slug());
        var ciphertexts = new HashMap<String, String>();
        known.ifPresent(tenant -> ciphertexts.putAll(tenant.configuration.secrets()));
        refuse(validation.faults(block.secrets()));
        refuse(validation.faults(
                block.document(), SecretLengths.ofCiphertexts(ciphertexts).and(block.secrets())));
        ciphertexts.putAll(sealed(block));
        writer.write(
                known.orElse(null),
                block.document(),
                ciphertexts,
                fingerprint,
                by,
                known.isPresent() ? AuditAction.CHANGED : AuditAction.CREATED,
                null);
        noteSecrets(block);
    }

    private Tenant replaced(Tenant tenant, TenantDocument document, Change by, AuditAction action, String note) {
        var ciphertexts = tenant.configuration.secrets();
        var faults = new ArrayList<>(validation.faults(document, SecretLengths.ofCiphertexts(ciphertexts)));
        if (!tenant.slug.equals(document.slug())) {
            faults.add(new Fault(
                    "slug",
                    document.slug(),
                    FaultKind.SLUG_FIXED,
                    List.of(tenant.slug),
                    "slug of a tenant cannot change; good is " + tenant.slug));
        }
        refuse(faults);
        if (document.equals(TenantDocument.of(tenant.configuration))) {
            return tenant;
        }
        return writer.write(tenant, document, ciphertexts, tenant.importHash, by, action, note);
    }

    private void noteSecrets(TenantBlock block) {
        block.secrets().forEach((name, value) -> secrets.set(block.slug(), name, SecretState.of(value, now())));
    }

    private Map<String, String> sealed(TenantBlock block) {
        var ciphertexts = new HashMap<String, String>();
        block.secrets().forEach((name, value) -> ciphertexts.put(name, encrypted(block.slug(), value)));
        return ciphertexts;
    }

    private String encrypted(String slug, String value) {
        try {
            return box.encrypt(slug, value);
        } catch (IllegalStateException e) {
            throw ProblemException.unavailable("secrets cannot be encrypted: " + e.getMessage());
        }
    }

    private Tenant seen(String slug, long revision) {
        store.lockAll();
        var tenant = existing(slug);
        if (tenant.revision != revision) {
            throw new StaleRevisionException(stored(tenant));
        }
        return tenant;
    }

    private Tenant existing(String slug) {
        return store.find(slug).orElseThrow(() -> Access.noSuchTenant(slug));
    }

    private StoredTenant stored(Tenant tenant) {
        return tenant.stored(secrets.of(tenant.slug));
    }

    private void refuse(TenantDocument document, Map<String, String> ciphertexts, FaultKind kind) {
        refuse(validation.faults(document, SecretLengths.ofCiphertexts(ciphertexts)).stream()
                .filter(fault -> fault.kind() == kind)
                .toList());
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidTenantException(faults);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The 404 for a version that a tenant does not have. */
    public static ProblemException noSuchVersion(String slug, long version) {
        return ProblemException.notFound("version", "tenant '" + slug + "' has no version " + version);
    }
}
