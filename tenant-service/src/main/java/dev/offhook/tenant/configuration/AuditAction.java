package dev.offhook.tenant.configuration;

/** What was done to a tenant. */
public enum AuditAction {
    CREATED,
    CHANGED,
    ROLLED_BACK,
    SECRET_SET,
    SECRET_REMOVED,
    DELETED
}
