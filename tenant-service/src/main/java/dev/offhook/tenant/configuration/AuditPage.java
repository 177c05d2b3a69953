package dev.offhook.tenant.configuration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Lines of the audit trail, the newest first.
 *
 * @param next what {@code before} is for the next page; null on the last one
 */
public record AuditPage(List<AuditEntry> entries, @Nullable Long next) {}
