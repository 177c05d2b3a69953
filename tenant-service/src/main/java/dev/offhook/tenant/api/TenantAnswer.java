package dev.offhook.tenant.api;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.offhook.tenant.configuration.SecretState;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A tenant as it stands.
 *
 * @param slug its name in URLs
 * @param revision rises with every change; also the ETag
 * @param version rises with a change of what is versioned
 * @param secrets those that are set, by name; never their values
 * @param document what PUT takes back
 */
@RegisterForReflection
public record TenantAnswer(
        String slug,
        long revision,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Map<String, SecretState> secrets,
        TenantDocument document) {

    static TenantAnswer of(StoredTenant tenant) {
        return new TenantAnswer(
                tenant.document().slug(),
                tenant.revision(),
                tenant.version(),
                tenant.createdAt(),
                tenant.updatedAt(),
                new TreeMap<>(tenant.secrets()),
                tenant.document());
    }
}
