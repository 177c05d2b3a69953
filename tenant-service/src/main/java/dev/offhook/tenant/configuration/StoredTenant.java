package dev.offhook.tenant.configuration;

import java.time.Instant;
import java.util.Map;

/**
 * A tenant as it stands.
 *
 * @param revision rises with every change; what a writer must have seen
 * @param version rises with a change of what is versioned; what is published and what calls keep
 * @param document what an operator edits
 * @param secrets name to what may be shown of a secret
 */
public record StoredTenant(
        long revision,
        long version,
        TenantDocument document,
        Map<String, SecretState> secrets,
        Instant createdAt,
        Instant updatedAt) {}
