package dev.offhook.webhook.voximplant;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.Verdict;
import dev.offhook.webhook.provider.Verdict.Genuine;
import dev.offhook.webhook.provider.Verdict.Suspect;
import dev.offhook.webhook.provider.WebhookRequest;
import dev.offhook.webhook.voximplant.Secrets.Opened;

import static dev.offhook.webhook.voximplant.VoximplantSignature.SIGNATURE_HEADER;
import static dev.offhook.webhook.voximplant.VoximplantSignature.TIMESTAMP_HEADER;

/**
 * Whether the tenant's own scenario sent a request. A channel that takes unsigned webhooks takes what has no signature;
 * a signature that is there is checked all the same.
 */
@ApplicationScoped
class ScenarioVerifier {
    private final Secrets secrets;
    private final Duration window;
    private final Clock clock;

    @Inject
    ScenarioVerifier(Secrets secrets, VoximplantConfiguration configuration) {
        this(secrets, configuration.replayWindow(), Clock.systemUTC());
    }

    ScenarioVerifier(Secrets secrets, Duration window, Clock clock) {
        this.secrets = secrets;
        this.window = window;
        this.clock = clock;
    }

    /**
     * Whether the scenario sent it.
     *
     * @param contents what may have been signed; more than one where a proxy may have changed the path
     */
    Verdict verify(WebhookRequest http, Claim claim, List<byte[]> contents) {
        String timestamp = http.header(TIMESTAMP_HEADER).orElse(null);
        String signature = http.header(SIGNATURE_HEADER).orElse(null);
        if (signature == null && claim.channel().unsignedWebhooks()) {
            return new Genuine();
        }
        String slug = claim.tenant().slug();
        var keys = secrets.open(claim.tenant(), TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY);
        if (signature == null || timestamp == null) {
            return suspect(
                    Reason.SIGNATURE_MISSING,
                    keys,
                    Stream.of(TIMESTAMP_HEADER, SIGNATURE_HEADER)
                            .filter(header -> http.header(header).isEmpty())
                            .toList(),
                    "tenant " + slug + " does not accept webhooks without a signature; use the scenario that is"
                            + " generated for it, with the secret " + TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY);
        }
        if (keys.isEmpty()) {
            return suspect(
                    Reason.SECRET_MISSING,
                    keys,
                    List.of(),
                    "the scenario signs, but tenant " + slug + " has no secret "
                            + TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY + " that opens; set it");
        }
        var values = keys.stream().map(Opened::value).toList();
        boolean signed = contents.stream()
                .map(content -> VoximplantSignature.verify(values, timestamp, content, signature))
                .reduce(false, Boolean::logicalOr);
        if (!signed) {
            return suspect(
                    Reason.SIGNATURE_WRONG,
                    keys,
                    List.of(),
                    SIGNATURE_HEADER + " does not fit this request; is OFFHOOK_WEBHOOK_KEY at Voximplant the same as "
                            + TenantConfiguration.VOXIMPLANT_WEBHOOK_KEY + " of tenant " + slug + "?");
        }
        if (!VoximplantSignature.isTimely(timestamp, clock.instant(), window)) {
            return suspect(
                    Reason.TIMESTAMP_OUTSIDE_WINDOW,
                    keys,
                    List.of(),
                    TIMESTAMP_HEADER + " lies more than " + window.toSeconds()
                            + " s from our time; it is Unix time in seconds, and an old request is not taken again");
        }
        return new Genuine();
    }

    private static Suspect suspect(Reason reason, List<Opened> keys, List<String> missing, String hint) {
        return new Suspect(reason, List.of(), keys.stream().map(Opened::name).toList(), missing, hint);
    }
}
