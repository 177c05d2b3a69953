package dev.offhook.webhook.twilio;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.limits.LimitsConfiguration;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.provider.Result;
import dev.offhook.webhook.provider.Result.Answered;
import dev.offhook.webhook.provider.Result.Begun;
import dev.offhook.webhook.provider.Result.Filler;
import dev.offhook.webhook.provider.Result.Gone;
import dev.offhook.webhook.provider.Result.NotTaken;
import dev.offhook.webhook.provider.Result.Refused;
import dev.offhook.webhook.provider.Result.Spoken;
import dev.offhook.webhook.provider.Result.Taken;
import dev.offhook.webhook.provider.TelephonyProvider;
import dev.offhook.webhook.provider.Verdict;
import dev.offhook.webhook.provider.WebhookRequest;

/** Twilio: signed forms in, TwiML out. */
@ApplicationScoped
class TwilioProvider implements TelephonyProvider<TwilioRequest> {
    private final Map<String, TwilioRoute> routes = new HashMap<>();
    private final TwilioTenants tenants;
    private final VoiceDocuments documents;
    private final LimitsConfiguration limits;

    TwilioProvider(
            Instance<TwilioRoute> routes, TwilioTenants tenants, VoiceDocuments documents, LimitsConfiguration limits) {
        routes.forEach(route -> this.routes.put(route.path(), route));
        this.tenants = tenants;
        this.documents = documents;
        this.limits = limits;
    }

    @Override
    public Provider provider() {
        return Provider.TWILIO;
    }

    @Override
    public Set<String> routes() {
        return routes.keySet();
    }

    @Override
    public Waiting waiting() {
        return Waiting.IN_PARTS;
    }

    @Override
    public boolean gets() {
        return true;
    }

    @Override
    public Named named(TwilioRequest request) {
        return new Named(
                route(request).kind(),
                request.parameter("AccountSid").orElse(null),
                request.ourNumber("To").orElse(null));
    }

    @Override
    public TwilioRequest read(WebhookRequest request) {
        return TwilioRequest.read(request, limits.parameters());
    }

    @Override
    public Claim claim(TwilioRequest request) {
        return tenants.claim(request, route(request));
    }

    @Override
    public Verdict verify(TwilioRequest request, Claim claim) {
        return tenants.verify(request, claim);
    }

    @Override
    public Meaning normalise(TwilioRequest request, TenantConfiguration tenant) {
        return route(request).meaning(request, tenant);
    }

    @Override
    public Response render(TwilioRequest request, TenantConfiguration tenant, Result result) {
        return switch (result) {
            case Spoken spoken -> Twiml.answer(document(request, tenant, spoken));
            case Taken() -> route(request).acknowledged(request, tenant);
            case NotTaken() ->
                Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
        };
    }

    private String document(TwilioRequest request, TenantConfiguration tenant, Spoken spoken) {
        String prefix = request.prefix();
        return switch (spoken) {
            case Answered(var turn, var answer, boolean ringing) ->
                documents.answer(prefix, turn, answer, ringing, begins(request, turn));
            case Begun(var turn, var words) -> documents.words(prefix, turn, words, begins(request, turn));
            case Filler(var turn, int number) -> documents.filler(prefix, turn, number);
            case Refused(String words, boolean ringing) -> {
                if (!words.isEmpty()) {
                    yield documents.farewell(tenant, words);
                }
                yield ringing ? documents.reject() : documents.hangUp();
            }
            case Gone() -> documents.hangUp();
        };
    }

    // A filler may have been spoken before, but no word of an answer.
    private static boolean begins(TwilioRequest request, AwaitedTurn turn) {
        return turn.id().endsWith(":" + CallStarted.class.getSimpleName())
                && request.ofUrl("from").flatMap(TwilioRequest::positive).isEmpty();
    }

    private TwilioRoute route(TwilioRequest request) {
        return routes.get(request.http().route());
    }
}
