package dev.offhook.notification.testsupport;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Messaging;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;

/** Tenants as values. */
public final class Tenancy {
    /** Their number at Twilio. */
    public static final String TWILIO = "+15005550006";
    /** Their number at Voximplant. */
    public static final String VOXIMPLANT = "+74951234567";

    private Tenancy() {}

    /** A tenant with a channel of both providers, Russian, in Moscow. */
    public static TenantConfiguration of(String slug, Messaging messaging) {
        return new TenantConfiguration(
                slug,
                "Отель Ройял",
                1,
                Plan.FREE,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(
                        new Channel(
                                Channel.Kind.TWILIO_SMS,
                                true,
                                List.of(TWILIO),
                                "AC00000000000000000000000000000001",
                                false,
                                null),
                        new Channel(Channel.Kind.VOXIMPLANT_SMS, true, List.of(VOXIMPLANT), null, false, null)),
                new Assistant("g", List.of(), List.of("n"), new Phrases("s", List.of("f"), "f", "l", "v", "c", "r")),
                null,
                null,
                null,
                messaging,
                Map.of());
    }

    /** The tenant {@code hotel}, as {@link #of}. */
    public static TenantConfiguration of(Messaging messaging) {
        return of("hotel", messaging);
    }
}
