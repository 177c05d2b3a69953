package dev.offhook.webhook.voximplant;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Provider;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.ingress.TurnEvent;
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
import dev.offhook.webhook.voximplant.VoximplantEvent.What;

/**
 * The webhook of a VoxEngine scenario: the seed's three JSON events, and those of a scenario that can do more, answered
 * with what to say and do.
 */
@ApplicationScoped
class VoximplantVoice implements TelephonyProvider<VoximplantVoice.Posted> {
    private static final Channel.Kind KIND = Channel.Kind.VOXIMPLANT_VOICE;

    private final Tenants tenants;
    private final Ingress ingress;
    private final ObjectMapper json;

    VoximplantVoice(Tenants tenants, Ingress ingress, ObjectMapper json) {
        this.tenants = tenants;
        this.ingress = ingress;
        this.json = json;
    }

    /** A posted event, read. */
    record Posted(WebhookRequest http, VoximplantEvent event) {
        String conversation() {
            return Provider.VOXIMPLANT.conversationId(event.callId());
        }

        // Where the scenario counts no turns, nothing tells a retry from new words: a second «да» is a second «да».
        String id(Class<? extends CallEvent> type) {
            return event.turn()
                    .map(turn -> TurnEvent.numbered(conversation(), turn, type))
                    .orElseGet(() -> TurnEvent.unnumbered(
                            conversation(), UUID.randomUUID().toString(), type));
        }

        String traceparent() {
            return Traceparent.of(http.header("traceparent").orElse(null));
        }
    }

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
        if (claim.channel().unsignedWebhooks()) {
            return new Verdict.Genuine();
        }
        return new Verdict.Suspect(
                Reason.SIGNATURE_MISSING,
                List.of(),
                List.of(),
                List.of(),
                "tenant " + claim.tenant().slug() + " does not accept webhooks without a signature");
    }

    @Override
    public Meaning normalise(Posted posted, TenantConfiguration tenant) {
        var event = posted.event();
        Integer turn = event.turn().orElse(null);
        return switch (event.what()) {
            case What.Started(var to) ->
                turn(
                        posted,
                        tenant,
                        new CallStarted(
                                Provider.VOXIMPLANT,
                                event.caller().orElse(null),
                                to.or(() -> tenant.channel(KIND).orElseThrow().numbers().stream()
                                                .findFirst())
                                        .orElse(null),
                                tenant.version()));
            case What.Spoke(var text, var confidence, var language) ->
                turn(
                        posted,
                        tenant,
                        text.<CallEvent.Turn>map(said -> new CallerSpoke(
                                        said, confidence.orElse(null), language.orElse(tenant.locale()), turn))
                                .orElseGet(() -> new CallerSilent(turn)));
            case What.Pressed(String digits) -> turn(posted, tenant, new CallerPressed(digits, turn));
            case What.Silent() -> turn(posted, tenant, new CallerSilent(turn));
            case What.TransferOver(var outcome, var number) ->
                turn(posted, tenant, new TransferEnded(outcome, number.orElse(null), turn));
            case What.Interrupted(String heard) ->
                told(posted, tenant, posted.id(CallerInterrupted.class), new CallerInterrupted(heard));
            case What.Recorded(String url, var duration) ->
                told(
                        posted,
                        tenant,
                        // The address names the recording; a hash of it is short enough for a header.
                        TurnEvent.unnumbered(
                                posted.conversation(),
                                UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8))
                                        .toString(),
                                CallRecorded.class),
                        new CallRecorded(url, duration.orElse(null)));
            case What.Ended(var duration) ->
                told(
                        posted,
                        tenant,
                        TurnEvent.unnumbered(posted.conversation(), "end", CallEnded.class),
                        new CallEnded("completed", duration.orElse(null)));
        };
    }

    @Override
    public Response render(Posted posted, TenantConfiguration tenant, Result result) {
        return switch (result) {
            case Answered(var turn, var answer, boolean ringing) -> ok(Spoken.of(tenant, answer));
            case Refused(String words, boolean ringing) ->
                ok(words.isEmpty() ? Spoken.reject() : Spoken.plain(words, "hangup"));
            case Gone() -> ok(Spoken.plain("", "hangup"));
            case Taken() -> ok(acknowledged(posted, tenant));
            case NotTaken() -> throw ProblemException.unavailable("the event could not be stored; send it again");
            case Begun _, Filler _ ->
                throw new IllegalStateException("a scenario is answered once, with everything: " + result);
        };
    }

    private static Spoken acknowledged(Posted posted, TenantConfiguration tenant) {
        return switch (posted.event().what()) {
            case What.Recorded _ -> Spoken.plain(tenant.assistant().phrases().recorded(), "hangup");
            case What.Ended _ -> Spoken.plain("", "hangup");
            case What.Interrupted _, What.Started _, What.Spoke _, What.Pressed _, What.Silent _, What.TransferOver _ ->
                Spoken.plain("", "listen");
        };
    }

    private static Meaning turn(Posted posted, TenantConfiguration tenant, CallEvent.Turn event) {
        return new Meaning.Turn(
                new TurnEvent(tenant, posted.conversation(), posted.id(event.getClass()), posted.traceparent(), event),
                posted.event().caller().orElse(null),
                null,
                event instanceof CallStarted);
    }

    private Meaning told(Posted posted, TenantConfiguration tenant, String id, CallEvent event) {
        return Meaning.Happened.one(
                Topic.CALL_EVENTS, ingress.envelope(tenant, posted.conversation(), id, posted.traceparent(), event));
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
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw ProblemException.badRequest(
                "custom_data.tenant_slug",
                "custom_data.tenant_slug is missing; send for example {\"custom_data\":{\"tenant_slug\":\"hotel-royal\"}}");
    }
}
