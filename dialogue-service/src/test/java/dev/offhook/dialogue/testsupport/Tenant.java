package dev.offhook.dialogue.testsupport;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Knowledge;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Tools;

/** Tenants that differ in one thing. */
public final class Tenant {
    private Tenant() {}

    public static TenantConfiguration with(String slug, ZoneId zone, Limits limits) {
        return of(slug, 1, zone, limits, List.of());
    }

    public static TenantConfiguration with(String slug, long version, List<Knowledge> knowledge) {
        return of(slug, version, ZoneId.of("Europe/Moscow"), Limits.NONE, knowledge);
    }

    private static TenantConfiguration of(
            String slug, long version, ZoneId zone, Limits limits, List<Knowledge> knowledge) {
        var assistant = new Assistant(
                "Hello", List.of(), List.of("Sorry?"), null, null, null, knowledge, Tools.NONE, List.of());
        return new TenantConfiguration(
                slug,
                slug,
                version,
                Plan.PREMIUM,
                "ru-RU",
                zone,
                List.of(),
                assistant,
                CallHandling.PLAIN,
                null,
                limits,
                Map.of());
    }
}
