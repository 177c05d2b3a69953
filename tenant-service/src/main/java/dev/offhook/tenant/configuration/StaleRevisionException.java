package dev.offhook.tenant.configuration;

/** Somebody else changed the tenant meanwhile. Expected, so that it carries no stack trace; nothing has changed. */
public final class StaleRevisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StoredTenant current;

    StaleRevisionException(StoredTenant current) {
        super("the tenant stands at revision " + current.revision(), null, false, false);
        this.current = current;
    }

    /** The tenant as it stands. */
    public StoredTenant current() {
        return current;
    }
}
