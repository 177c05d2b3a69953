package dev.offhook.webhook.twilio;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.Provider;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.webhook.ingress.PublicUrls;
import dev.offhook.webhook.limits.TooManyRequests;
import dev.offhook.webhook.provider.Gate;
import dev.offhook.webhook.provider.Verdict.Suspect;
import dev.offhook.webhook.provider.WebhookRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;

/** Refuses a handshake that Twilio did not sign, before there is a socket. */
@ApplicationScoped
public class RelayUpgrade implements HttpUpgradeCheck {
    static final TypedKey<RelayHandshake.Shown> SHOWN = new TypedKey<>("twilio-relay-handshake");

    private static final String SIGNATURE = "X-Twilio-Signature";
    private static final Set<String> ENDPOINTS = Set.of(RelaySocket.ID, TenantRelaySocket.ID);

    private final RelayHandshake handshake;
    private final Gate gate;
    private final MeterRegistry metrics;

    RelayUpgrade(RelayHandshake handshake, Gate gate, MeterRegistry metrics) {
        this.handshake = handshake;
        this.gate = gate;
        this.metrics = metrics;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var request = WebhookRequest.of(context.httpRequest(), RelayDocuments.SOCKET, null);
        try {
            gate.admit(Provider.TWILIO, request);
        } catch (TooManyRequests e) {
            return CheckResult.rejectUpgrade(TooManyRequests.STATUS);
        }
        return handshake
                .check(request)
                .map(shown -> {
                    context.userData().put(SHOWN, shown);
                    return CheckResult.permitUpgrade();
                })
                .orElseGet(() -> refused(request));
    }

    private Uni<CheckResult> refused(WebhookRequest request) {
        boolean missing = request.header(SIGNATURE).isEmpty();
        gate.unverified(
                Provider.TWILIO,
                request,
                new Suspect(
                        missing ? Reason.SIGNATURE_MISSING : Reason.SIGNATURE_WRONG,
                        PublicUrls.shown(handshake.urls(request)),
                        List.of(),
                        missing ? List.of(SIGNATURE) : List.of(),
                        "X-Twilio-Signature of the socket fits no tenant whose Twilio voice channel streams; is"
                                + " OFFHOOK_PUBLIC_URL the address that Twilio calls?"));
        metrics.counter("offhook.relay.events", "what", "refused").increment();
        return CheckResult.rejectUpgrade(Response.Status.FORBIDDEN.getStatusCode());
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return ENDPOINTS.contains(endpointId);
    }
}
