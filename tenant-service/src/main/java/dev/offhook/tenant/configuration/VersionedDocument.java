package dev.offhook.tenant.configuration;

/**
 * A version with what it says.
 *
 * @param document without plan and block list, which are not versioned
 */
public record VersionedDocument(VersionSummary summary, TenantDocument document) {}
