package dev.offhook.dialogue.testsupport;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.Topic;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.tenants.Tenants;
import org.awaitility.Awaitility;

/** A tenant with a Twilio account whose token is sealed as tenant-service seals it, in the zone of Vladivostok. */
@ApplicationScoped
public class Clinic {
    public static final String SLUG = "clinic";
    public static final ZoneId ZONE = ZoneId.of("Asia/Vladivostok");

    private final Wire wire;
    private final SecretBox secrets;
    private final Tenants tenants;

    Clinic(Wire wire, SecretBox secrets, Tenants tenants) {
        this.wire = wire;
        this.secrets = secrets;
        this.tenants = tenants;
    }

    /** Publishes it and returns when this service knows it. */
    public void open() {
        var tenant = version(1, "Приём стоит тысячу.");
        wire.publish(Topic.TENANTS, SLUG, Wire.envelope("tenant:clinic", SLUG, SLUG, tenant));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tenants.bySlug(SLUG)
                .isPresent());
    }

    /** A version of it, which differs from others in what its one rule says. */
    public TenantConfiguration version(long version, String price) {
        return new TenantConfiguration(
                SLUG,
                "Клиника",
                version,
                Plan.PREMIUM,
                "ru-RU",
                ZONE,
                List.of(new Channel(
                        Channel.Kind.TWILIO_VOICE,
                        true,
                        List.of("+15005550009"),
                        FakeTwilioRecordings.ACCOUNT,
                        false,
                        null)),
                new Assistant(
                        "Здравствуйте, клиника!",
                        List.of(new Rule("price", List.of("стои*"), null, price, null, false)),
                        List.of("Не знаю."),
                        new Phrases("Вас не слышно.", List.of(), "", "", "", "", "")),
                Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, secrets.encrypt(SLUG, FakeTwilioRecordings.TOKEN)));
    }
}
