package dev.offhook.webhook.voximplant;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.PlainTurns;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import dev.offhook.webhook.voximplant.VoximplantEvent.What;
import io.smallrye.mutiny.Uni;

/**
 * The webhook of a VoxEngine scenario: the seed's three JSON events, and those of a scenario that can do more, answered
 * with what to say and do.
 */
@Path("/webhook/voximplant")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class VoximplantVoice {
    private static final Channel.Kind KIND = Channel.Kind.VOXIMPLANT_VOICE;

    private final Tenants tenants;
    private final VoiceAdmission admission;
    private final Ingress ingress;
    private final PlainTurns turns;
    private final ObjectMapper json;

    VoximplantVoice(Tenants tenants, VoiceAdmission admission, Ingress ingress, PlainTurns turns, ObjectMapper json) {
        this.tenants = tenants;
        this.admission = admission;
        this.ingress = ingress;
        this.turns = turns;
        this.json = json;
    }

    // Where the scenario counts no turns, nothing tells a retry from new words: a second «да» is a second «да».
    private record Call(TenantConfiguration tenant, Channel channel, String conversation, String trace, Integer turn) {
        String id(Class<? extends CallEvent> type) {
            return turn == null
                    ? TurnEvent.unnumbered(conversation, UUID.randomUUID().toString(), type)
                    : TurnEvent.numbered(conversation, turn, type);
        }
    }

    /** Something happened on a call. */
    @POST
    public Uni<Spoken> received(@HeaderParam("traceparent") String traceparent, byte[] body) {
        var event = VoximplantEvent.read(json, body);
        var tenant = tenant(event);
        var channel = tenant.channel(KIND)
                .orElseThrow(() -> ProblemException.notFound(
                        "custom_data.tenant_slug", "tenant " + tenant.slug() + " has no Voximplant voice channel"));
        if (!channel.unsignedWebhooks()) {
            throw ProblemException.forbidden(
                    "tenant " + tenant.slug() + " does not accept webhooks without a signature");
        }
        String conversation = Provider.VOXIMPLANT.conversationId(event.callId());
        var call = new Call(
                tenant,
                channel,
                conversation,
                Traceparent.of(traceparent),
                event.turn().orElse(null));
        return admission
                .refuses(tenant, KIND, event.caller().orElse(null))
                .map(reason -> refused(call, reason))
                .orElseGet(() -> taken(call, event));
    }

    private Uni<Spoken> refused(Call call, CallRejected.Reason reason) {
        String id = TurnEvent.numbered(call.conversation(), 0, CallRejected.class);
        String words = admission.words(call.tenant(), reason);
        return ingress.tell(call.tenant(), call.conversation(), id, call.trace(), new CallRejected(reason))
                .map(published -> words.isEmpty() ? Spoken.reject() : Spoken.plain(words, "hangup"));
    }

    private Uni<Spoken> taken(Call call, VoximplantEvent event) {
        Integer turn = call.turn();
        return switch (event.what()) {
            case What.Started(var to) ->
                turn(
                        call,
                        new CallStarted(
                                Provider.VOXIMPLANT,
                                event.caller().orElse(null),
                                to.or(() -> call.channel().numbers().stream().findFirst())
                                        .orElse(null),
                                call.tenant().version()));
            case What.Spoke(var text, var confidence, var language) ->
                turn(
                        call,
                        text.<CallEvent.Turn>map(said -> new CallerSpoke(
                                        said,
                                        confidence.orElse(null),
                                        language.orElse(call.tenant().locale()),
                                        turn))
                                .orElseGet(() -> new CallerSilent(turn)));
            case What.Pressed(String digits) -> turn(call, new CallerPressed(digits, turn));
            case What.Silent() -> turn(call, new CallerSilent(turn));
            case What.TransferOver(var outcome, var number) ->
                turn(call, new TransferEnded(outcome, number.orElse(null), turn));
            case What.Interrupted(String heard) ->
                told(call, call.id(CallerInterrupted.class), new CallerInterrupted(heard), Spoken.plain("", "listen"));
            case What.Recorded(String url, var duration) ->
                told(
                        call,
                        // The address names the recording; a hash of it is short enough for a header.
                        TurnEvent.unnumbered(
                                call.conversation(),
                                UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8))
                                        .toString(),
                                CallRecorded.class),
                        new CallRecorded(url, duration.orElse(null)),
                        Spoken.plain(call.tenant().assistant().phrases().recorded(), "hangup"));
            case What.Ended(var duration) ->
                told(
                        call,
                        TurnEvent.unnumbered(call.conversation(), "end", CallEnded.class),
                        new CallEnded("completed", duration.orElse(null)),
                        Spoken.plain("", "hangup"));
        };
    }

    private Uni<Spoken> turn(Call call, CallEvent.Turn event) {
        return turns.answer(new TurnEvent(
                        call.tenant(), call.conversation(), call.id(event.getClass()), call.trace(), event))
                .map(answer -> Spoken.of(call.tenant(), answer));
    }

    private Uni<Spoken> told(Call call, String id, CallEvent event, Spoken answer) {
        return ingress.tell(call.tenant(), call.conversation(), id, call.trace(), event)
                .map(published -> {
                    if (!published) {
                        throw ProblemException.unavailable("the event could not be stored; send it again");
                    }
                    return answer;
                });
    }

    private TenantConfiguration tenant(VoximplantEvent event) {
        if (event.tenant().isPresent()) {
            return event.tenant()
                    .flatMap(tenants::bySlug)
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
