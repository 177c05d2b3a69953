package dev.offhook.webhook.twilio;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Refuses a handshake that Twilio did not sign, before there is a socket. */
@ApplicationScoped
public class RelayUpgrade implements HttpUpgradeCheck {
    static final TypedKey<RelayHandshake.Shown> SHOWN = new TypedKey<>("twilio-relay-handshake");

    private static final Logger LOG = Logger.getLogger(RelayUpgrade.class);
    private static final Set<String> ENDPOINTS = Set.of(RelaySocket.ID, TenantRelaySocket.ID);

    private final RelayHandshake handshake;
    private final MeterRegistry metrics;

    RelayUpgrade(RelayHandshake handshake, MeterRegistry metrics) {
        this.handshake = handshake;
        this.metrics = metrics;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var request = context.httpRequest();
        String slug = TenantRelaySocket.ID.equals(context.endpointId()) ? context.pathParam("slug") : null;
        return handshake
                .check(slug, request.uri(), request.getHeader("X-Twilio-Signature"))
                .map(shown -> {
                    context.userData().put(SHOWN, shown);
                    return CheckResult.permitUpgrade();
                })
                .orElseGet(() -> {
                    LOG.warnf("refused: path=%s reason=signature-wrong", request.path());
                    metrics.counter("offhook.relay.events", "what", "refused").increment();
                    return CheckResult.rejectUpgrade(403);
                });
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return ENDPOINTS.contains(endpointId);
    }
}
