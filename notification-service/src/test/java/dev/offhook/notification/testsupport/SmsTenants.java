package dev.offhook.notification.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Messaging;
import dev.offhook.events.Messaging.Route;
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

import static org.awaitility.Awaitility.await;

/** Tenants with an SMS channel, on the real topic. */
@ApplicationScoped
public class SmsTenants {
    /** The number that they have. */
    public static final String NUMBER = "+15005550006";
    /** The one at Voximplant. */
    public static final String VOXIMPLANT_NUMBER = "+74951234567";

    @Inject
    EventPublisher publisher;

    @Inject
    SecretBox box;

    @Inject
    Tenants tenants;

    /** Publishes a tenant unless it is known, and waits until this service knows it. */
    public void known(String slug, boolean enabled, String token) {
        var channel = new Channel(Channel.Kind.TWILIO_SMS, enabled, List.of(NUMBER), FakeTwilio.ACCOUNT, false, null);
        known(slug, List.of(channel), Messaging.PLAIN, token);
    }

    /** Publishes a tenant that has both providers, Twilio first and Voximplant where Twilio has not taken it. */
    public void knownWithBoth(String slug) {
        var route = new Route(List.of(), Channel.Kind.TWILIO_SMS, Channel.Kind.VOXIMPLANT_SMS);
        known(slug, List.of(twilio(), voximplant()), routed(route), FakeTwilio.TOKEN);
    }

    /** Publishes a tenant that has Voximplant alone. */
    public void knownWithVoximplant(String slug) {
        known(slug, List.of(voximplant()), Messaging.PLAIN, FakeTwilio.TOKEN);
    }

    /** Publishes a tenant of both providers whose messages are sent so, anew when it is known. */
    public void sending(String slug, Messaging messaging) {
        if (tenants.bySlug(slug)
                .filter(known -> known.messaging().equals(messaging))
                .isEmpty()) {
            publish(slug, List.of(twilio(), voximplant()), messaging, FakeTwilio.TOKEN);
        }
    }

    private static Messaging routed(Route route) {
        return new Messaging(
                null, null, null, null, null, null, List.of(), null, false, List.of(route), List.of(), null);
    }

    private static Channel twilio() {
        return new Channel(Channel.Kind.TWILIO_SMS, true, List.of(NUMBER), FakeTwilio.ACCOUNT, false, null);
    }

    private static Channel voximplant() {
        return new Channel(
                Channel.Kind.VOXIMPLANT_SMS, true, List.of(VOXIMPLANT_NUMBER), FakeVoximplant.ACCOUNT, false, null);
    }

    private void known(String slug, List<Channel> channels, Messaging messaging, String token) {
        if (tenants.bySlug(slug).isPresent()) {
            return;
        }
        publish(slug, channels, messaging, token);
    }

    private void publish(String slug, List<Channel> channels, Messaging messaging, String token) {
        long version = tenants.bySlug(slug).map(TenantConfiguration::version).orElse(0L) + 1;
        var phrases = new Phrases("s", List.of("f"), "f", "l", "v", "c", "r");
        var tenant = new TenantConfiguration(
                slug,
                slug,
                version,
                Plan.FREE,
                "en",
                ZoneId.of("UTC"),
                channels,
                new Assistant("g", List.of(), List.of("n"), phrases),
                CallHandling.PLAIN,
                null,
                Limits.NONE,
                messaging,
                Map.of(
                        TenantConfiguration.TWILIO_AUTH_TOKEN, box.encrypt(slug, token),
                        TenantConfiguration.VOXIMPLANT_API_KEY, box.encrypt(slug, FakeVoximplant.API_KEY)));
        publisher
                .publish(
                        Topic.TENANTS,
                        slug,
                        new Envelope<>(
                                "tenant:" + slug + ":" + version,
                                "/test",
                                slug,
                                slug,
                                Instant.now(),
                                null,
                                null,
                                tenant))
                .toCompletableFuture()
                .join();
        await().atMost(Duration.ofSeconds(10)).until(() -> tenants.bySlug(slug)
                .filter(known -> known.version() == version)
                .isPresent());
    }
}
