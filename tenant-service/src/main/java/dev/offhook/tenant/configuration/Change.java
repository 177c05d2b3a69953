package dev.offhook.tenant.configuration;

import org.jspecify.annotations.Nullable;

/**
 * Who changes a tenant.
 *
 * @param author as the audit trail names them
 * @param idempotencyKey with which a creation may be repeated, 1 to 255 characters; null without one
 */
public record Change(String author, Origin origin, @Nullable String idempotencyKey) {
    /** The author of what the service does by itself. */
    public static final String SERVICE = "tenant-service";

    /** A change that is not to be repeated. */
    public Change(String author, Origin origin) {
        this(author, origin, null);
    }
}
