package dev.offhook.tenant.configuration;

import java.time.Instant;
import java.util.List;

/**
 * One version of a tenant.
 *
 * @param changes against the version before, at most 200; none of the first version
 */
public record VersionSummary(long version, String author, Instant at, Origin origin, List<FieldChange> changes) {}
