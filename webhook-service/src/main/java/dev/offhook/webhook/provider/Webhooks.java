package dev.offhook.webhook.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.BlockList;
import dev.offhook.webhook.ingress.Held;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import dev.offhook.webhook.limits.TenantRates;
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
import dev.offhook.webhook.provider.TelephonyProvider.Named;
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
    private static final String SWITCHED_OFF = "the tenant's channel is switched off; its switch is in the console";

    private final Map<String, TelephonyProvider<?>> byRoute;
    private final Gate gate;
    private final TenantRates rates;
    private final VoiceAdmission admission;
    private final BlockList blockList;
    private final Ingress ingress;
    private final Held held;
    private final Turns turns;
    private final MeterRegistry metrics;

    Webhooks(
            Instance<TelephonyProvider<?>> providers,
            Gate gate,
            TenantRates rates,
            VoiceAdmission admission,
            BlockList blockList,
            Ingress ingress,
            Held held,
            Turns turns,
            MeterRegistry metrics) {
        byRoute = byRoute(providers);
        this.gate = gate;
        this.rates = rates;
        this.admission = admission;
        this.blockList = blockList;
        this.ingress = ingress;
        this.held = held;
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
        if ("GET".equals(http.method()) && !provider.gets()) {
            throw new NotAllowedException("POST");
        }
        gate.admit(provider.provider(), http);
        var parts = provider.split(read(provider, http));
        return parts.size() == 1
                ? answer(provider, http, parts.getFirst())
                : Parts.answer(parts, part -> answer(provider, http, part));
    }

    private <R> Uni<Response> answer(TelephonyProvider<R> provider, WebhookRequest http, R request) {
        var claim = claim(provider, http, request);
        gate.check(provider.provider(), http, claim, provider.verify(request, claim));
        var tenant = claim.tenant();
        return result(provider, claim, http, provider.normalise(request, tenant))
                .map(result -> provider.render(request, tenant, result));
    }

    private <R> R read(TelephonyProvider<R> provider, WebhookRequest http) {
        try {
            return provider.read(http);
        } catch (ProblemException e) {
            gate.unclaimed(provider.provider(), http, Named.NOTHING, e);
            throw e;
        }
    }

    private <R> Claim claim(TelephonyProvider<R> provider, WebhookRequest http, R request) {
        try {
            return provider.claim(request);
        } catch (ProblemException e) {
            gate.unclaimed(provider.provider(), http, provider.named(request), e);
            throw e;
        }
    }

    private Uni<? extends Result> result(
            TelephonyProvider<?> provider, Claim claim, WebhookRequest http, Meaning meaning) {
        if (!rates.take(claim.tenant().slug())) {
            gate.refused(provider.provider(), http, claim, Reason.RATE, "offhook.limits.tenant is the limit");
            return Uni.createFrom().item(turns.tooMuch(meaning));
        }
        return switch (meaning) {
            case OnCall call ->
                admission
                        .refuses(claim.tenant(), claim.channel().kind(), call.caller())
                        .<Uni<? extends Result>>map(reason -> {
                            tellOfRefusal(provider, http, claim, reason);
                            return refused(claim.tenant(), call, reason);
                        })
                        .orElseGet(() -> taken(provider, call));
            case Happened(List<Fact> facts) -> told(facts);
            case Message message -> message(provider, claim, http, message);
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

    private void tellOfRefusal(
            TelephonyProvider<?> provider, WebhookRequest http, Claim claim, CallRejected.Reason reason) {
        switch (reason) {
            case PLAN ->
                gate.refused(
                        provider.provider(), http, claim, Reason.PLAN, "voice calls need the tenant's plan premium");
            case CHANNEL_OFF -> gate.refused(provider.provider(), http, claim, Reason.CHANNEL_OFF, SWITCHED_OFF);
            // A tenant's own limits, not an operator's problem; the call events tell of them.
            case BLOCKED, CALLER_LIMIT, DAILY_LIMIT, CONCURRENT_CALLS -> {}
        }
    }

    private Uni<Result> message(TelephonyProvider<?> provider, Claim claim, WebhookRequest http, Message message) {
        var envelope = message.envelope();
        var received = envelope.data();
        if (!claim.channel().enabled()) {
            LOG.infof("SMS channel is switched off: tenant=%s message=%s", envelope.tenant(), received.messageId());
            gate.refused(provider.provider(), http, claim, Reason.CHANNEL_OFF, SWITCHED_OFF);
            return Uni.createFrom().item(new Taken());
        }
        // Consent is everybody's: a blocked customer who writes STOP is heard, and nothing else is.
        if (received.optOut() == OptOut.NONE && claim.tenant().limits().blocks(received.from())) {
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
        if (!held.enter()) {
            return Uni.createFrom().item(new NotTaken());
        }
        return Uni.join()
                .all(facts.stream()
                        .map(fact -> ingress.tell(fact.topic(), fact.envelope().subject(), fact.envelope()))
                        .toList())
                .andFailFast()
                .onTermination()
                .invoke(held::leave)
                .map(published -> published.contains(false) ? new NotTaken() : new Taken());
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
