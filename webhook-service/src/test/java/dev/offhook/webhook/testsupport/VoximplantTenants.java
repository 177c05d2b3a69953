package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Patience;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.tenants.Tenants;
import org.awaitility.Awaitility;

/** Tenants whose Voximplant requests are verified. Published when they are first asked for. */
@ApplicationScoped
public class VoximplantTenants {
    /** Its scenario signs. */
    public static final String SIGNED = "vox-signed";

    public static final String KEY = "scenario-key";
    public static final String NEXT_KEY = "next-key";

    /** Its scenario signs with the same key, and its callers wait long without a filler. */
    public static final String PATIENT = "vox-patient";

    /** Its channel for messages is that of the shared vectors. */
    public static final String TEXTING = "vox-texting";

    public static final String ACCOUNT = "7654321";
    public static final String API_KEY = "11111111-2222-3333-4444-555555555555";
    public static final String SALT = "salt0123456789";

    /** A second customer in the same account, without a salt and with a token in the URL. */
    public static final String GUARDED = "vox-guarded";

    public static final String GUARDED_NUMBER = "+74951234599";
    public static final String TOKEN = "unguessable";

    /** Its channel for messages is switched off. */
    public static final String SILENT_NUMBER = "+74951234598";

    private static final Channel.Kind VOICE = Channel.Kind.VOXIMPLANT_VOICE;
    private static final Channel.Kind SMS = Channel.Kind.VOXIMPLANT_SMS;

    private final DemoTenants demo;
    private final EventPublisher publisher;
    private final SecretBox box;
    private final Tenants tenants;
    private final AtomicBoolean published = new AtomicBoolean();

    VoximplantTenants(DemoTenants demo, EventPublisher publisher, SecretBox box, Tenants tenants) {
        this.demo = demo;
        this.publisher = publisher;
        this.box = box;
        this.tenants = tenants;
    }

    /** Waits until this service knows them. */
    public void awaitKnown() {
        demo.awaitKnown();
        if (published.compareAndSet(false, true)) {
            publish(
                    SIGNED,
                    new Channel(VOICE, true, List.of("+74951234500"), null, false, null),
                    Map.of(
                            TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY,
                            KEY,
                            TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY + TenantConfiguration.NEXT,
                            NEXT_KEY));
            publish(
                    PATIENT,
                    new Channel(VOICE, true, List.of("+74951234501"), null, false, null),
                    Map.of(TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY, KEY));
            publish(
                    TEXTING,
                    new Channel(SMS, true, List.of("+74951234567"), ACCOUNT, false, null),
                    Map.of(
                            TenantConfiguration.VOXIMPLANT_API_KEY,
                            API_KEY,
                            TenantConfiguration.VOXIMPLANT_CALLBACK_SALT,
                            SALT));
            publish(
                    GUARDED,
                    new Channel(SMS, true, List.of(GUARDED_NUMBER), ACCOUNT, false, null),
                    Map.of(
                            TenantConfiguration.VOXIMPLANT_API_KEY,
                            API_KEY,
                            TenantConfiguration.VOXIMPLANT_CALLBACK_TOKEN,
                            TOKEN));
            publish(
                    "vox-silent",
                    new Channel(SMS, false, List.of(SILENT_NUMBER), ACCOUNT, false, null),
                    Map.of(
                            TenantConfiguration.VOXIMPLANT_API_KEY,
                            API_KEY,
                            TenantConfiguration.VOXIMPLANT_CALLBACK_SALT,
                            SALT));
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tenants.bySlug("vox-silent")
                .isPresent());
    }

    private static CallHandling patient() {
        return new CallHandling(
                null, null, null, null, null, List.of(), List.of(), null, new Patience(10_000, 0, 10_000));
    }

    private void publish(String slug, Channel channel, Map<String, String> secrets) {
        var like = tenants.bySlug("hotel-royal").orElseThrow();
        var tenant = new TenantConfiguration(
                slug,
                slug,
                1,
                like.plan(),
                like.locale(),
                like.timeZone(),
                List.of(channel),
                like.assistant(),
                slug.equals(PATIENT) ? patient() : CallHandling.PLAIN,
                null,
                like.limits(),
                secrets.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, secret -> box.encrypt(slug, secret.getValue()))));
        publisher
                .publish(
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
                                tenant))
                .toCompletableFuture()
                .join();
    }
}
