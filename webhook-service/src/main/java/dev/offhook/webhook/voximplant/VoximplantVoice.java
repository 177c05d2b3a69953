package dev.offhook.webhook.voximplant;

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
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.PlainTurns;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import io.smallrye.mutiny.Uni;

/** The webhook of a VoxEngine scenario: the seed's three JSON events, answered with what to say. */
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

    /**
     * What the scenario speaks.
     *
     * @param response the words; always there, empty when there is nothing to say
     * @param action what to do after them: {@code listen}, {@code transfer}, {@code record}, {@code reject} or
     *     {@code hangup}; the seed's own scenario ignores it
     */
    public record Spoken(String response, String action) {}

    /** A call begins, the caller said something, or the call is over. */
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
        String trace = Traceparent.of(traceparent);
        var refusal = admission.refuses(tenant, KIND);
        if (refusal.isPresent()) {
            String id = TurnEvent.numbered(conversation, 0, CallRejected.class);
            return ingress.tell(tenant, conversation, id, trace, new CallRejected(refusal.get()))
                    .map(published -> new Spoken(admission.words(tenant, refusal.get()), "hangup"));
        }
        return switch (event.type()) {
            case CALL_STARTED ->
                turn(
                        tenant,
                        conversation,
                        trace,
                        new CallStarted(
                                Provider.VOXIMPLANT,
                                event.phoneNumber()
                                        .map(number -> PhoneNumbers.e164(number).orElse(number))
                                        .orElse(null),
                                event.to()
                                        .flatMap(PhoneNumbers::e164)
                                        .or(() -> channel.numbers().stream().findFirst())
                                        .orElse(null),
                                tenant.version()));
            case SPEECH_RECOGNIZED ->
                turn(
                        tenant,
                        conversation,
                        trace,
                        event.text()
                                .<CallEvent.Turn>map(text ->
                                        new CallerSpoke(text, event.confidence().orElse(null), tenant.locale(), null))
                                .orElseGet(() -> new CallerSilent(null)));
            case CALL_ENDED -> ended(tenant, conversation, trace);
        };
    }

    private Uni<Spoken> turn(TenantConfiguration tenant, String conversation, String trace, CallEvent.Turn event) {
        // The seed's JSON carries nothing to tell a retry from new words: a second «да» is a second «да».
        String id = TurnEvent.unnumbered(conversation, UUID.randomUUID().toString(), event.getClass());
        return turns.answer(new TurnEvent(tenant, conversation, id, trace, event))
                .map(answer -> new Spoken(answer.text(), action(answer.action())));
    }

    private Uni<Spoken> ended(TenantConfiguration tenant, String conversation, String trace) {
        String id = TurnEvent.unnumbered(conversation, "end", CallEnded.class);
        return ingress.tell(tenant, conversation, id, trace, new CallEnded("completed", null))
                .map(published -> {
                    if (!published) {
                        throw ProblemException.unavailable("the end of the call could not be stored; send it again");
                    }
                    return new Spoken("", "hangup");
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

    private static String action(Reply.Action action) {
        return switch (action) {
            case Listen listen -> "listen";
            case Transfer transfer -> "transfer";
            case Record recording -> "record";
            case Reject reject -> "reject";
            case HangUp hangUp -> "hangup";
        };
    }
}
