package dev.offhook.tenant.console;

import java.time.ZoneId;

/**
 * The tenant whose page is shown.
 *
 * @param slug its name in URLs
 * @param name the business's name
 * @param timeZone in which its times are written
 */
public record PageTenant(String slug, String name, ZoneId timeZone) {

    /** Where its pages begin, e.g. {@code /console/t/hotel-royal}. */
    public String path() {
        return "/console/t/" + slug;
    }
}
