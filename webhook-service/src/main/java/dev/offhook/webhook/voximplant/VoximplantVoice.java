package dev.offhook.webhook.voximplant;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.provider.Claim;
import dev.offhook.webhook.provider.Meaning;
import dev.offhook.webhook.provider.Result;
import dev.offhook.webhook.provider.Result.Answered;
import dev.offhook.webhook.provider.Result.Begun;
import dev.offhook.webhook.provider.Result.Filler;
import dev.offhook.webhook.provider.Result.Gone;
import dev.offhook.webhook.provider.Result.NotTaken;
import dev.offhook.webhook.provider.Result.Refused;
import dev.offhook.webhook.provider.Result.Taken;
import dev.offhook.webhook.provider.TelephonyProvider;
import dev.offhook.webhook.provider.Verdict;
import dev.offhook.webhook.provider.WebhookRequest;

/**
 * The webhook of a VoxEngine scenario: the seed's three JSON events, and those of a scenario that can do more, answered
 * with what to say and do.
 */
@ApplicationScoped
class VoximplantVoice implements TelephonyProvider<VoximplantVoice.Posted> {
    static final Channel.Kind KIND = Channel.Kind.VOXIMPLANT_VOICE;

    private final Tenants tenants;
    private final ScenarioVerifier verifier;
    private final ScenarioMeanings meanings;
    private final ObjectMapper json;

    VoximplantVoice(Tenants tenants, ScenarioVerifier verifier, ScenarioMeanings meanings, ObjectMapper json) {
        this.tenants = tenants;
        this.verifier = verifier;
        this.meanings = meanings;
        this.json = json;
    }

    /** A posted event, read. */
    record Posted(WebhookRequest http, VoximplantEvent event) {}

    @Override
    public Provider provider() {
        return Provider.VOXIMPLANT;
    }

    @Override
    public Set<String> routes() {
        return Set.of("/webhook/voximplant");
    }

    @Override
    public Waiting waiting() {
        return Waiting.WHOLE;
    }

    @Override
    public Posted read(WebhookRequest request) {
        return new Posted(request, VoximplantEvent.read(json, request.body()));
    }

    @Override
    public Claim claim(Posted posted) {
        var tenant = tenant(posted);
        var channel = tenant.channel(KIND)
                .orElseThrow(() -> ProblemException.notFound(
                        "custom_data.tenant_slug", "tenant " + tenant.slug() + " has no Voximplant voice channel"));
        return new Claim(
                tenant, channel, null, channel.numbers().stream().findFirst().orElse(null));
    }

    @Override
    public Verdict verify(Posted posted, Claim claim) {
        return verifier.verify(posted.http(), claim, List.of(posted.http().body()));
    }

    @Override
    public Meaning normalise(Posted posted, TenantConfiguration tenant) {
        return meanings.of(
                posted.event(),
                tenant,
                Traceparent.of(posted.http().header("traceparent").orElse(null)));
    }

    @Override
    public Response render(Posted posted, TenantConfiguration tenant, Result result) {
        return switch (result) {
            case Answered(var turn, var answer, boolean ringing) -> ok(Spoken.of(tenant, answer));
            case Refused(String words, boolean ringing) ->
                ok(words.isEmpty() ? Spoken.reject() : Spoken.plain(words, "hangup"));
            case Gone() -> ok(Spoken.plain("", "hangup"));
            case Taken() -> ok(Spoken.acknowledging(posted.event().what(), tenant));
            case NotTaken() -> throw ProblemException.unavailable("the event could not be stored; send it again");
            case Begun _, Filler _ ->
                throw new IllegalStateException("a scenario is answered once, with everything: " + result);
        };
    }

    private static Response ok(Spoken spoken) {
        return Response.ok(spoken, MediaType.APPLICATION_JSON).build();
    }

    private TenantConfiguration tenant(Posted posted) {
        var named = Optional.ofNullable(posted.http().slug()).or(posted.event()::tenant);
        if (named.isPresent()) {
            return named.flatMap(tenants::bySlug)
                    .orElseThrow(() -> ProblemException.notFound(
                            "custom_data.tenant_slug", "no tenant has this slug; the demo's is hotel-royal"));
        }
        var candidates = tenants.with(KIND);
        if (candidates.size() > 1
                && posted.http().header(VoximplantSignature.SIGNATURE_HEADER).isEmpty()) {
            // What is not signed can only be for a tenant that takes it so.
            candidates = candidates.stream()
                    .filter(tenant -> tenant.channel(KIND).orElseThrow().unsignedWebhooks())
                    .toList();
        }
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw ProblemException.badRequest(
                "custom_data.tenant_slug",
                "custom_data.tenant_slug is missing; send for example {\"custom_data\":{\"tenant_slug\":\"hotel-royal\"}}");
    }
}
