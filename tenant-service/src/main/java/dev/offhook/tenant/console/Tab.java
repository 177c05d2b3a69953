package dev.offhook.tenant.console;

import java.util.Locale;

/** One page of a tenant, in the order of the navigation. */
public enum Tab {
    OVERVIEW,
    MESSENGERS,
    ASSISTANT,
    HOURS,
    LIMITS,
    CALLS,
    SMS,
    TRY,
    CONNECT,
    SETTINGS;

    /** The id of its symbol in {@code icons.svg}. */
    public String icon() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where it stands below the tenant's own path, with the slash; nothing for the overview. */
    public String path() {
        return this == OVERVIEW ? "" : "/" + icon();
    }
}
