package dev.offhook.kit.access;

/** What a token's bearer may do; a bearer may have several. */
public enum Role {
    /** Reads and changes every tenant, and what belongs to none. */
    PLATFORM_ADMIN("platform-admin"),
    /** Reads and changes the tenants that the token names. */
    TENANT_ADMIN("tenant-admin"),
    /** Reads the tenants that the token names. */
    VIEWER("viewer");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    /** Its name in the token, e.g. {@code tenant-admin}. */
    public String claim() {
        return claim;
    }
}
