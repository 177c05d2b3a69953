package dev.offhook.webhook.voximplant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.IngressConfiguration;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.limits.TooManyRequests;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.Gate;
import dev.offhook.webhook.provider.WebhookRequest;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Lets a scenario open a socket: its handshake is signed as a post is, over the path and the query. */
@ApplicationScoped
class StreamHandshake implements HttpUpgradeCheck {
    private static final Logger LOG = Logger.getLogger(StreamHandshake.class);
    private static final int LONGEST_CALL_ID = 200;

    private final Tenants tenants;
    private final ScenarioVerifier verifier;
    private final Gate gate;
    private final IngressConfiguration ingress;
    private final StreamConnections connections;

    StreamHandshake(
            Tenants tenants,
            ScenarioVerifier verifier,
            Gate gate,
            IngressConfiguration ingress,
            StreamConnections connections) {
        this.tenants = tenants;
        this.verifier = verifier;
        this.gate = gate;
        this.ingress = ingress;
        this.connections = connections;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return endpointId.equals(StreamSocket.ID) || endpointId.equals(StreamSocketOfTenant.ID);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        try {
            if (connections.leaving()) {
                throw ProblemException.unavailable("this replica shuts down");
            }
            context.userData().put(StreamOpening.KEY, opening(context.httpRequest()));
            return CheckResult.permitUpgrade();
        } catch (ProblemException e) {
            LOG.infof(
                    "socket refused: status=%d reason=%s",
                    e.problem().status(), e.problem().detail());
            return CheckResult.rejectUpgrade(e.problem().status());
        } catch (TooManyRequests e) {
            return CheckResult.rejectUpgrade(TooManyRequests.STATUS);
        }
    }

    private StreamOpening opening(HttpServerRequest http) {
        var request = WebhookRequest.of(http, StreamSocket.PATH, null);
        gate.admit(Provider.VOXIMPLANT, request);
        String call = Query.parameter(request.target(), "call")
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_CALL_ID)
                .orElseThrow(() -> ProblemException.badRequest(
                        "call", "call is missing in the query; send what call.id() returns, 200 characters at most"));
        var tenant = Optional.ofNullable(request.slug())
                .or(() -> Query.parameter(request.target(), "tenant"))
                .flatMap(tenants::bySlug)
                .orElseThrow(() -> ProblemException.notFound("tenant", "no tenant has this slug"));
        Channel channel = tenant.channel(VoximplantVoice.KIND)
                .orElseThrow(() -> ProblemException.notFound(
                        "tenant", "tenant " + tenant.slug() + " has no Voximplant voice channel"));
        var claim = new Claim(
                tenant, channel, null, channel.numbers().stream().findFirst().orElse(null));
        gate.check(Provider.VOXIMPLANT, request, claim, verifier.verify(request, claim, signed(request)));
        return new StreamOpening(
                tenant.slug(),
                call,
                Traceparent.of(request.header("traceparent").orElse(null)));
    }

    // A proxy may strip the public URL's own path.
    private List<byte[]> signed(WebhookRequest request) {
        String path = ingress.publicUrl().getRawPath();
        String outside = path == null || path.equals("/") ? "" : path.replaceAll("/$", "");
        return Stream.of(request.target(), outside + request.target())
                .distinct()
                .map(target -> target.getBytes(UTF_8))
                .toList();
    }
}
