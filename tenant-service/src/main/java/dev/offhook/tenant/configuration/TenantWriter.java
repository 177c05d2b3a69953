package dev.offhook.tenant.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import dev.offhook.tenant.audit.AuditTrail;
import dev.offhook.tenant.versions.Difference;
import dev.offhook.tenant.versions.TenantVersions;
import org.jspecify.annotations.Nullable;

/** Writes a tenant that is found good. */
@ApplicationScoped
class TenantWriter {
    private final TenantStore store;
    private final TenantNumbers numbers;
    private final TenantVersions versions;
    private final AuditTrail audit;
    private final Creations creations;

    TenantWriter(
            TenantStore store, TenantNumbers numbers, TenantVersions versions, AuditTrail audit, Creations creations) {
        this.store = store;
        this.numbers = numbers;
        this.versions = versions;
        this.audit = audit;
        this.creations = creations;
    }

    /**
     * Stores a tenant, takes its numbers, and notes version and audit line.
     *
     * @param tenant the row, locked; null for a new tenant
     * @param ciphertexts all secrets that it has from now on
     * @param fingerprint of the block that was imported last, null when none ever was
     * @param note what the audit line says besides version and fields; null for nothing
     * @return the row as it is now
     * @throws InvalidTenantException when another tenant has a number
     */
    @Transactional(TxType.MANDATORY)
    Tenant write(
            @Nullable Tenant tenant,
            TenantDocument document,
            Map<String, String> ciphertexts,
            @Nullable String fingerprint,
            Change by,
            AuditAction action,
            @Nullable String note) {
        var before = tenant == null ? null : TenantDocument.of(tenant.configuration);
        var versioned =
                before == null ? List.<FieldChange>of() : Difference.between(before.versioned(), document.versioned());
        boolean newVersion = before == null || !versioned.isEmpty();
        var last =
                tenant == null ? creations.last(document.slug()) : new Creations.Last(tenant.version, tenant.revision);
        long version = last.version() + (newVersion ? 1 : 0);

        var written =
                store.save(document.configuration(version, Map.copyOf(ciphertexts)), last.revision() + 1, fingerprint);
        numbers.release(document.slug());
        var taken = numbers.claim(document, by.origin() == Origin.IMPORT);
        if (!taken.isEmpty()) {
            throw new InvalidTenantException(taken);
        }
        if (newVersion) {
            versions.add(
                    new VersionSummary(version, by.author(), written.updatedAt, by.origin(), versioned),
                    document.versioned());
        }
        var changes = before == null ? versioned : Difference.between(before, document);
        audit.add(document.slug(), written.updatedAt, by, action, detail(newVersion ? version : null, note, changes));
        return written;
    }

    private static String detail(@Nullable Long version, @Nullable String note, List<FieldChange> changes) {
        var said = new ArrayList<String>();
        if (version != null) {
            said.add("version " + version);
        }
        if (note != null) {
            said.add(note);
        }
        changes.forEach(change -> said.add(
                change.path().equals("plan") ? "plan " + change.from() + " to " + change.to() : change.path()));
        return String.join(", ", said);
    }
}
