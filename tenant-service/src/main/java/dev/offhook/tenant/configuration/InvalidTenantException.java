package dev.offhook.tenant.configuration;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A tenant that cannot be stored as it is. Expected, so that it carries no stack trace; nothing has changed. */
public final class InvalidTenantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;
    private final String slug;

    /** @param faults at least one */
    public InvalidTenantException(List<Fault> faults) {
        this(null, faults);
    }

    /** @param slug of the tenant, where there are several */
    InvalidTenantException(@Nullable String slug, List<Fault> faults) {
        super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")), null, false, false);
        this.faults = List.copyOf(faults);
        this.slug = slug;
    }

    /** Which tenant; null where there is only one. */
    public @Nullable String slug() {
        return slug;
    }

    /** Everything that is wrong, at least one. */
    public List<Fault> faults() {
        return faults;
    }
}
