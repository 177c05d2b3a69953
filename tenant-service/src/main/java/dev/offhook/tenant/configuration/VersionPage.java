package dev.offhook.tenant.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Versions, the newest first.
 *
 * @param next what {@code before} is for the next page; null on the last one
 */
public record VersionPage(
        List<VersionSummary> versions, @Nullable Long next) {}
