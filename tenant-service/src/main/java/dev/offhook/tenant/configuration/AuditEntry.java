package dev.offhook.tenant.configuration;

import java.time.Instant;

/**
 * One line of the audit trail.
 *
 * @param detail what was done, e.g. the fields that changed; no secrets
 */
public record AuditEntry(long id, Instant at, String author, Origin origin, AuditAction action, String detail) {}
