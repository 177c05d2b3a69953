package dev.offhook.webhook.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.BlockList;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import dev.offhook.webhook.provider.Meaning.Fact;
import dev.offhook.webhook.provider.Meaning.Happened;
import dev.offhook.webhook.provider.Meaning.Message;
import dev.offhook.webhook.provider.Meaning.Nothing;
import dev.offhook.webhook.provider.Meaning.OnCall;
import dev.offhook.webhook.provider.Meaning.Poll;
import dev.offhook.webhook.provider.Meaning.Turn;
import dev.offhook.webhook.provider.Result.NotTaken;
import dev.offhook.webhook.provider.Result.Refused;
import dev.offhook.webhook.provider.Result.Taken;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * The one way that every webhook goes: read, split, whose is it, is it genuine, is it wanted, what does it mean, publish, hold,
 * render. See {@link TelephonyProvider} for what each provider adds.
 */
@ApplicationScoped
public class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    private final Map<String, TelephonyProvider<?>> byRoute;
    private final Gate gate;
    private final VoiceAdmission admission;
    private final BlockList blockList;
    private final Ingress ingress;
    private final Turns turns;
    private final MeterRegistry metrics;

    Webhooks(
            Instance<TelephonyProvider<?>> providers,
            Gate gate,
            VoiceAdmission admission,
            BlockList blockList,
            Ingress ingress,
            Turns turns,
            MeterRegistry metrics) {
        byRoute = byRoute(providers);
        this.gate = gate;
        this.admission = admission;
        this.blockList = blockList;
        this.ingress = ingress;
        this.turns = turns;
        this.metrics = metrics;
    }

    /**
     * Answers a request.
     *
     * @throws ProblemException 404 when no provider posts to this path, and whatever the provider's steps refuse
     */
    public Uni<Response> answer(WebhookRequest request) {
        var provider = byRoute.get(request.route());
        if (provider == null) {
            throw ProblemException.notFound(
                    null, "nothing is posted to " + request.route() + "; docs/webhooks.md lists the routes");
        }
        return answer(provider, request);
    }

    private <R> Uni<Response> answer(TelephonyProvider<R> provider, WebhookRequest http) {
        var parts = provider.split(provider.read(http));
        return parts.size() == 1
                ? answer(provider, http, parts.getFirst())
                : Parts.answer(parts, part -> answer(provider, http, part));
    }

    private <R> Uni<Response> answer(TelephonyProvider<R> provider, WebhookRequest http, R request) {
        var claim = provider.claim(request);
        gate.check(provider.provider(), http, claim, provider.verify(request, claim));
        var tenant = claim.tenant();
        return result(provider, claim, http, provider.normalise(request, tenant))
                .map(result -> provider.render(request, tenant, result));
    }

    private Uni<? extends Result> result(
            TelephonyProvider<?> provider, Claim claim, WebhookRequest http, Meaning meaning) {
        return switch (meaning) {
            case OnCall call ->
                admission
                        .refuses(claim.tenant(), claim.channel().kind(), call.caller())
                        .<Uni<? extends Result>>map(reason -> refused(claim.tenant(), call, reason))
                        .orElseGet(() -> taken(provider, call));
            case Happened(List<Fact> facts) -> told(facts);
            case Message message -> message(claim, message);
            case Nothing(String what) -> {
                metrics.counter("offhook.webhooks.ignored", "what", what).increment();
                yield Uni.createFrom().item(new Taken());
            }
        };
    }

    private Uni<? extends Result> taken(TelephonyProvider<?> provider, OnCall call) {
        return switch (call) {
            case Turn turn -> turns.answer(turn, provider.waiting());
            case Poll poll -> turns.poll(poll, provider.waiting());
        };
    }

    private Uni<Result> refused(TenantConfiguration tenant, OnCall call, CallRejected.Reason reason) {
        var awaited = call.awaited();
        String id = TurnEvent.numbered(awaited.conversation(), 0, CallRejected.class);
        var refused = new Refused(admission.words(tenant, reason), call.ringing());
        return ingress.tell(tenant, awaited.conversation(), id, awaited.traceparent(), new CallRejected(reason))
                .map(published -> refused);
    }

    private Uni<Result> message(Claim claim, Message message) {
        var envelope = message.envelope();
        var received = envelope.data();
        if (!claim.channel().enabled()) {
            LOG.infof("SMS channel is switched off: tenant=%s message=%s", envelope.tenant(), received.messageId());
            return Uni.createFrom().item(new Taken());
        }
        // Consent is everybody's: a blocked customer who writes STOP is heard, and nothing else is.
        if (received.optOut() == OptOut.NONE && blockList.blocks(claim.tenant(), number(received.from()))) {
            blockList.count(claim.channel().kind());
            LOG.infof("blocked: tenant=%s message=%s", envelope.tenant(), received.messageId());
            return Uni.createFrom().item(new Taken());
        }
        return told(List.of(new Fact(Topic.SMS_EVENTS, envelope)));
    }

    private Uni<Result> told(List<Fact> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().item(new Taken());
        }
        return Uni.join()
                .all(facts.stream()
                        .map(fact -> ingress.tell(fact.topic(), fact.envelope().subject(), fact.envelope()))
                        .toList())
                .andFailFast()
                .map(published -> published.contains(false) ? new NotTaken() : new Taken());
    }

    private static String number(String address) {
        return address.substring(address.indexOf(':') + 1);
    }

    private static Map<String, TelephonyProvider<?>> byRoute(Iterable<TelephonyProvider<?>> providers) {
        var byRoute = new HashMap<String, TelephonyProvider<?>>();
        for (var provider : providers) {
            for (String route : provider.routes()) {
                if (byRoute.putIfAbsent(route, provider) != null) {
                    throw new IllegalStateException("two providers post to " + route);
                }
            }
        }
        return Map.copyOf(byRoute);
    }
}
