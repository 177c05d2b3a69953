package dev.offhook.local.access;

import org.jspecify.annotations.Nullable;

/** Who asks. */
enum Bearer {
    /** Without a token. */
    NOBODY("no token", null),
    /** With a token that the issuer did not sign. */
    FORGED("forged token", null),
    /** The admin of another tenant. */
    STRANGER("admin of another tenant", "hr"),
    VIEWER("viewer", "viewer"),
    TENANT_ADMIN("tenant-admin", "hotel"),
    PLATFORM_ADMIN("platform-admin", "admin");

    private final String title;
    private final @Nullable String user;

    Bearer(String title, @Nullable String user) {
        this.title = title;
        this.user = user;
    }

    String title() {
        return title;
    }

    /** The demo user; null for none. */
    @Nullable
    String user() {
        return user;
    }
}
