package dev.offhook.webhook.testsupport;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;

/** Tenants with channels and secrets, and nothing else that matters. */
public final class PlainTenants {
    public static final String APOLOGY = "Извините, повторите, пожалуйста.";

    private PlainTenants() {}

    /**
     * A tenant as tenant-service publishes it.
     *
     * @param secrets by name, encrypted for this tenant
     */
    public static Envelope<TenantConfiguration> of(String slug, Map<String, String> secrets, Channel... channels) {
        var tenant = new TenantConfiguration(
                slug,
                slug,
                1,
                Plan.PREMIUM,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(channels),
                new Assistant(
                        "Здравствуйте!",
                        List.of(),
                        List.of("Расскажите подробнее."),
                        new Phrases(
                                "Я вас не слышу.",
                                List.of("Секунду."),
                                APOLOGY,
                                "Перезвоните, пожалуйста, позже.",
                                "Голосовых звонков нет.",
                                "Номер отключён.",
                                "Спасибо, записали.")),
                CallHandling.PLAIN,
                null,
                new Limits(null, null, null, null, List.of(), null),
                secrets);
        return new Envelope<>(
                "tenant:" + slug + ":1", "/offhook/tenant-service", slug, slug, Instant.now(), null, null, tenant);
    }
}
