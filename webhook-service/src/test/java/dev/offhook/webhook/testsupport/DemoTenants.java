package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.tenants.Tenants;
import io.quarkus.runtime.StartupEvent;
import org.awaitility.Awaitility;

/** The demo tenants on the real tenants topic, as tenant-service publishes them. */
@ApplicationScoped
public class DemoTenants {
    public static final String TOKEN = "12345";
    public static final String ACCOUNT = "AC00000000000000000000000000000001";
    public static final String HR_NUMBER = "+15005550006";
    public static final String SALES_NUMBER = "+15005550007";
    /** Another customer of the same provider, with an account and a token of its own. */
    public static final String RIVAL_NUMBER = "+15005550008";

    /** A tenant with a menu of keys. */
    public static final String MENU_NUMBER = "+15005550009";
    /** A tenant whose calls are streamed. */
    public static final String STREAM_NUMBER = "+15005550010";
    /** A streaming tenant that takes what nobody signed. */
    public static final String OPEN_STREAM_NUMBER = "+15005550011";
    /** A tenant that records its calls as a whole, and says so. */
    public static final String RECORDED_NUMBER = "+15005550012";
    /** The same for calls that are streamed. */
    public static final String RECORDED_STREAM_NUMBER = "+15005550013";

    public static final String RECORDING_NOTICE = "Разговор записывается.";

    /** Nobody answers this number. */
    public static final String BLOCKED = "+14155550666";

    public static final String RIVAL_ACCOUNT = "AC00000000000000000000000000000002";
    public static final String RIVAL_TOKEN = "67890";

    private static final String SECRET = "12345";

    private final EventPublisher publisher;
    private final SecretBox secrets;
    private final Tenants tenants;

    DemoTenants(EventPublisher publisher, SecretBox secrets, Tenants tenants) {
        this.publisher = publisher;
        this.secrets = secrets;
        this.tenants = tenants;
    }

    void publish(@Observes StartupEvent event) {
        publish(tenant("hr-center", Plan.PREMIUM, SECRET, voice(HR_NUMBER, ACCOUNT), sms(HR_NUMBER)));
        publish(tenant("sales", Plan.FREE, SECRET, voice(SALES_NUMBER, ACCOUNT), sms(SALES_NUMBER)));
        publish(tenant("rival", Plan.PREMIUM, RIVAL_TOKEN, voice(RIVAL_NUMBER, RIVAL_ACCOUNT)));
        publish(with(
                tenant("menu", Plan.PREMIUM, SECRET, voice(MENU_NUMBER, ACCOUNT)),
                null,
                List.of(new MenuKey("1", "prices"), new MenuKey("2", "address"))));
        publish(tenant("stream", Plan.PREMIUM, SECRET, streamed(STREAM_NUMBER, false)));
        publish(tenant("stream-open", Plan.PREMIUM, SECRET, streamed(OPEN_STREAM_NUMBER, true)));
        publish(with(
                tenant("recorded", Plan.PREMIUM, SECRET, recorded(RECORDED_NUMBER, Channel.Transport.WEBHOOK)),
                RECORDING_NOTICE,
                List.of()));
        publish(tenant(
                "recorded-stream", Plan.PREMIUM, SECRET, recorded(RECORDED_STREAM_NUMBER, Channel.Transport.STREAM)));
        publish(tenant(
                "hotel-royal",
                Plan.PREMIUM,
                SECRET,
                new Channel(Channel.Kind.VOXIMPLANT_VOICE, true, List.of("+74951234567"), null, true, null)));
        publish(tenant(
                "signed-only",
                Plan.PREMIUM,
                SECRET,
                new Channel(Channel.Kind.VOXIMPLANT_VOICE, true, List.of("+74951234568"), null, false, null)));
    }

    /** Waits until this service knows them. */
    public void awaitKnown() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> tenants.all().size() >= 10);
    }

    private void publish(TenantConfiguration tenant) {
        publisher.publish(
                Topic.TENANTS,
                tenant.slug(),
                new Envelope<>(
                        "tenant:" + tenant.slug() + ":1",
                        "/offhook/tenant-service",
                        tenant.slug(),
                        tenant.slug(),
                        Instant.now(),
                        null,
                        null,
                        tenant));
    }

    private TenantConfiguration tenant(String slug, Plan plan, String token, Channel... channels) {
        return new TenantConfiguration(
                slug,
                slug,
                1,
                plan,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(channels),
                assistant(),
                CallHandling.PLAIN,
                null,
                new Limits(null, null, null, null, List.of(BLOCKED), null),
                Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, secrets.encrypt(slug, token)));
    }

    private static TenantConfiguration with(TenantConfiguration tenant, String notice, List<MenuKey> menu) {
        return new TenantConfiguration(
                tenant.slug(),
                tenant.name(),
                tenant.version(),
                tenant.plan(),
                tenant.locale(),
                tenant.timeZone(),
                tenant.channels(),
                tenant.assistant(),
                new CallHandling(notice, null, null, null, null, menu, List.of(), null),
                null,
                tenant.limits(),
                tenant.secrets());
    }

    private static Assistant assistant() {
        return new Assistant(
                "Добро пожаловать!",
                List.of(),
                List.of("Расскажите подробнее."),
                new Phrases(
                        "Я вас не слышу.",
                        List.of("Секунду.", "Ещё секунду."),
                        "Извините, повторите, пожалуйста.",
                        "Перезвоните, пожалуйста, позже.",
                        "Голосовые звонки доступны на тарифе «Премиум».",
                        "Номер отключён.",
                        "Спасибо, записали."));
    }

    private static Channel voice(String number, String account) {
        return new Channel(Channel.Kind.TWILIO_VOICE, true, List.of(number), account, false, "Polly.Tatyana");
    }

    private static Channel streamed(String number, boolean unsigned) {
        return new Channel(
                Channel.Kind.TWILIO_VOICE,
                true,
                List.of(number),
                ACCOUNT,
                unsigned,
                "Polly.Tatyana",
                null,
                Channel.Transport.STREAM,
                Map.of("en-US", "Google.en-US-Journey-O"));
    }

    private static Channel recorded(String number, Channel.Transport transport) {
        return new Channel(
                Channel.Kind.TWILIO_VOICE,
                true,
                List.of(number),
                ACCOUNT,
                false,
                "Polly.Tatyana",
                null,
                transport,
                Map.of(),
                null,
                null,
                null,
                true,
                null,
                null);
    }

    private static Channel sms(String number) {
        return new Channel(Channel.Kind.TWILIO_SMS, true, List.of(number), ACCOUNT, false, null);
    }
}
