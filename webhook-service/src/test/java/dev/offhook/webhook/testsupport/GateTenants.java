package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.tenants.Tenants;
import org.awaitility.Awaitility;

/** Tenants with channels and secrets of a test's own. */
@ApplicationScoped
public class GateTenants {
    private final EventPublisher publisher;
    private final SecretBox secrets;
    private final Tenants tenants;

    GateTenants(EventPublisher publisher, SecretBox secrets, Tenants tenants) {
        this.publisher = publisher;
        this.secrets = secrets;
        this.tenants = tenants;
    }

    /** A Twilio voice channel. */
    public static Channel voice(String number, String account, Channel.Signatures signatures, boolean enabled) {
        return new Channel(
                Channel.Kind.TWILIO_VOICE, enabled, List.of(number), account, false, null, signatures, null, null);
    }

    /** A Twilio SMS channel. */
    public static Channel sms(String number, String account, boolean enabled) {
        return new Channel(Channel.Kind.TWILIO_SMS, enabled, List.of(number), account, false, null);
    }

    /**
     * Publishes a tenant, and waits until this service knows it.
     *
     * @param clear secrets in clear, by name
     */
    public void publish(String slug, Plan plan, Map<String, String> clear, Channel... channels) {
        var sealed = clear.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, secret -> secrets.encrypt(slug, secret.getValue())));
        publishSealed(slug, plan, sealed, channels);
    }

    /** {@link #publish} with secrets as they are. */
    public void publishSealed(String slug, Plan plan, Map<String, String> sealed, Channel... channels) {
        var tenant = new TenantConfiguration(
                slug,
                slug,
                1,
                plan,
                "ru-RU",
                ZoneId.of("Europe/Moscow"),
                List.of(channels),
                new Assistant(
                        "Добро пожаловать!",
                        List.of(),
                        List.of("Расскажите подробнее."),
                        new Phrases(
                                "Я вас не слышу.",
                                List.of("Секунду."),
                                "Извините, повторите, пожалуйста.",
                                "Перезвоните, пожалуйста, позже.",
                                "Голосовые звонки доступны на тарифе «Премиум».",
                                "Номер отключён.",
                                "Спасибо, записали.")),
                CallHandling.PLAIN,
                null,
                Limits.NONE,
                sealed);
        publisher.publish(
                Topic.TENANTS,
                slug,
                new Envelope<>(
                        "tenant:" + slug + ":1",
                        "/offhook/tenant-service",
                        slug,
                        slug,
                        Instant.now(),
                        null,
                        null,
                        tenant));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tenants.bySlug(slug)
                .isPresent());
    }
}
