package dev.offhook.tenant.configuration;

/** Where a change came from. */
public enum Origin {
    /** The HTTP API. */
    API,
    /** The console. */
    CONSOLE,
    /** The tenants file at the start. */
    IMPORT,
    /** Environment variables at the first start. */
    ENVIRONMENT
}
