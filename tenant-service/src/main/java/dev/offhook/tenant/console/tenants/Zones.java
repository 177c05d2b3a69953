package dev.offhook.tenant.console.tenants;

import java.time.ZoneId;
import java.util.List;

/** Time zones to choose from. */
public final class Zones {
    /** Those that are named by a place, in alphabetical order. */
    public static final List<String> ALL = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
            .sorted()
            .toList();

    private Zones() {}
}
