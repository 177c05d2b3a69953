package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.tenants.Tenants;
import io.quarkus.runtime.StartupEvent;
import org.awaitility.Awaitility;

/** A tenant with the Voximplant account whose key hashes the account callbacks of the payloads. */
@ApplicationScoped
public class VoximplantAccount {
    public static final String SLUG = "texts";

    private static final String ACCOUNT = "7654321";
    private static final String TOKEN = "unguessable";

    private final EventPublisher publisher;
    private final SecretBox secrets;
    private final Tenants tenants;

    VoximplantAccount(EventPublisher publisher, SecretBox secrets, Tenants tenants) {
        this.publisher = publisher;
        this.secrets = secrets;
        this.tenants = tenants;
    }

    void publish(@Observes StartupEvent event) {
        var tenant = PlainTenants.of(
                SLUG,
                Map.of(
                        TenantConfiguration.VOXIMPLANT_API_KEY,
                        secrets.encrypt(SLUG, "11111111-2222-3333-4444-555555555555"),
                        TenantConfiguration.VOXIMPLANT_CALLBACK_SALT,
                        secrets.encrypt(SLUG, "salt0123456789"),
                        TenantConfiguration.VOXIMPLANT_CALLBACK_TOKEN,
                        secrets.encrypt(SLUG, TOKEN)),
                new Channel(Channel.Kind.VOXIMPLANT_SMS, true, List.of("+74951234567"), ACCOUNT, false, null));
        publisher.publish(Topic.TENANTS, SLUG, tenant);
    }

    /** Waits until this service knows the tenant. */
    public void awaitKnown() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tenants.bySlug(SLUG)
                .isPresent());
    }

    /** What the address of the account callbacks carries; empty for every other one. */
    public String query(String path) {
        return path.endsWith("/account") ? "?token=" + TOKEN : "";
    }
}
