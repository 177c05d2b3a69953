package dev.offhook.notification.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Channel;
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

    @Inject
    EventPublisher publisher;

    @Inject
    SecretBox box;

    @Inject
    Tenants tenants;

    /** Publishes a tenant unless it is known, and waits until this service knows it. */
    public void known(String slug, boolean enabled, String token) {
        if (tenants.bySlug(slug).isPresent()) {
            return;
        }
        var phrases = new Phrases("s", List.of("f"), "f", "l", "v", "c", "r");
        var tenant = new TenantConfiguration(
                slug,
                slug,
                1,
                Plan.FREE,
                "en",
                ZoneId.of("UTC"),
                List.of(new Channel(
                        Channel.Kind.TWILIO_SMS, enabled, List.of(NUMBER), FakeTwilio.ACCOUNT, false, null)),
                new Assistant("g", List.of(), List.of("n"), phrases),
                Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, box.encrypt(slug, token)));
        publisher
                .publish(
                        Topic.TENANTS,
                        slug,
                        new Envelope<>("tenant:" + slug + ":1", "/test", slug, slug, Instant.now(), null, null, tenant))
                .toCompletableFuture()
                .join();
        await().atMost(Duration.ofSeconds(10)).until(() -> tenants.bySlug(slug).isPresent());
    }
}
