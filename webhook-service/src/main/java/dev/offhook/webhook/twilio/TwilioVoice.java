package dev.offhook.webhook.twilio;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.HoldConfiguration;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.Outcome;
import dev.offhook.webhook.ingress.Outcome.Answered;
import dev.offhook.webhook.ingress.Outcome.NotPublished;
import dev.offhook.webhook.ingress.Outcome.NotYet;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/**
 * Twilio's voice webhooks: the Gather loop, recordings, call status.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml#request-parameters">Request parameters</a>
 */
@Path("/webhook")
@Consumes(MediaType.WILDCARD)
public class TwilioVoice {
    private static final Set<String> OVER = Set.of("completed", "busy", "failed", "no-answer", "canceled");

    private final TwilioTenants tenants;
    private final VoiceAdmission admission;
    private final Ingress ingress;
    private final VoiceDocuments documents;
    private final HoldConfiguration hold;
    private final Counter fillers;

    TwilioVoice(
            TwilioTenants tenants,
            VoiceAdmission admission,
            Ingress ingress,
            VoiceDocuments documents,
            HoldConfiguration hold,
            MeterRegistry metrics) {
        this.tenants = tenants;
        this.admission = admission;
        this.ingress = ingress;
        this.documents = documents;
        this.hold = hold;
        fillers = Counter.builder("offhook.fillers")
                .description("Filler phrases spoken because an answer took long")
                .register(metrics);
    }

    /** A call begins, the caller said something, or the answer to a turn is polled for; the URL's step says which. */
    @POST
    @Path("/call")
    public Uni<Response> call(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_VOICE);
        String conversation = Provider.TWILIO.conversationId(request.required("CallSid"));
        Optional<CallRejected.Reason> refusal = admission.refuses(tenant, Channel.Kind.TWILIO_VOICE);
        if (refusal.isPresent()) {
            return refuse(tenant, conversation, request, refusal.get());
        }
        if (request.ofUrl("step").filter("poll"::equals).isPresent()) {
            return poll(tenant, conversation, request);
        }
        var incoming = turn(tenant, conversation, request);
        return ingress.hold(incoming, hold.fillerAfter())
                .map(outcome -> render(
                        outcome,
                        tenant,
                        conversation,
                        incoming.id(),
                        request,
                        incoming.event().turn(),
                        0));
    }

    /** The caller left a message: the action of {@code <Record>}. */
    @POST
    @Path("/recording")
    public Uni<Response> recording(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_VOICE);
        String conversation = Provider.TWILIO.conversationId(request.required("CallSid"));
        String url = request.required("RecordingUrl");
        String id = TurnEvent.unnumbered(
                conversation, request.parameter("RecordingSid").orElse(url), CallRecorded.class);
        var recorded = new CallRecorded(
                url,
                request.parameter("RecordingDuration")
                        .flatMap(TwilioRequest::positive)
                        .orElse(null));
        return ingress.tell(tenant, conversation, id, request.traceparent(), recorded)
                .map(published -> published
                        ? twiml(documents.farewell(
                                tenant, tenant.assistant().phrases().recorded()))
                        : Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
    }

    /** The call changed its state; only its end is an event of ours. */
    @POST
    @Path("/status")
    public Uni<Response> status(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_VOICE);
        String conversation = Provider.TWILIO.conversationId(request.required("CallSid"));
        String state = request.required("CallStatus");
        if (!OVER.contains(state)) {
            return Uni.createFrom().item(Response.noContent().build());
        }
        var ended = new CallEnded(
                state,
                request.parameter("CallDuration")
                        .flatMap(TwilioRequest::positive)
                        .orElse(null));
        return ingress.tell(
                        tenant,
                        conversation,
                        TurnEvent.unnumbered(conversation, "end", CallEnded.class),
                        request.traceparent(),
                        ended)
                .map(published -> published
                        ? Response.noContent().build()
                        : Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
    }

    private Uni<Response> poll(TenantConfiguration tenant, String conversation, TwilioRequest request) {
        String eventId = request.ofUrl("event")
                .filter(id -> id.startsWith(conversation + ":"))
                .orElseThrow(() -> ProblemException.badRequest("event", "event names no turn of this call"));
        int poll = request.ofUrl("poll").flatMap(TwilioRequest::positive).orElse(1);
        return ingress.poll(tenant, conversation, eventId, hold.pollFor())
                .map(outcome -> render(
                        outcome,
                        tenant,
                        conversation,
                        eventId,
                        request,
                        request.turn().orElse(null),
                        poll));
    }

    private Uni<Response> refuse(
            TenantConfiguration tenant, String conversation, TwilioRequest request, CallRejected.Reason reason) {
        String id = TurnEvent.numbered(conversation, 0, CallRejected.class);
        return ingress.tell(tenant, conversation, id, request.traceparent(), new CallRejected(reason))
                .map(published -> twiml(documents.farewell(tenant, admission.words(tenant, reason))));
    }

    private Response render(
            Outcome outcome,
            TenantConfiguration tenant,
            String conversation,
            String eventId,
            TwilioRequest request,
            Integer turn,
            int poll) {
        return switch (outcome) {
            case Answered answered -> twiml(documents.answer(tenant, answered.answer(), turn));
            case NotYet()
            when poll < hold.fillers() -> {
                fillers.increment();
                yield twiml(documents.filler(tenant, eventId, turn, poll + 1));
            }
            case NotYet(), NotPublished() ->
                twiml(documents.answer(
                        tenant, ingress.fallBack(tenant, conversation, eventId, request.traceparent(), turn), turn));
        };
    }

    private static TurnEvent turn(TenantConfiguration tenant, String conversation, TwilioRequest request) {
        var event = event(tenant, request);
        // A number names the turn. Where our URL carries none, Twilio's token tells a retry from new words.
        String id = event.turn() == null
                ? TurnEvent.unnumbered(
                        conversation,
                        Optional.ofNullable(request.idempotencyToken())
                                .orElseGet(() -> UUID.randomUUID().toString()),
                        event.getClass())
                : TurnEvent.numbered(conversation, event.turn(), event.getClass());
        return new TurnEvent(tenant, conversation, id, request.traceparent(), event);
    }

    private static CallEvent.Turn event(TenantConfiguration tenant, TwilioRequest request) {
        Integer turn = request.turn().orElse(null);
        var speech = request.parameter("SpeechResult");
        if (speech.isPresent()) {
            return new CallerSpoke(
                    speech.get(),
                    request.parameter("Confidence")
                            .flatMap(TwilioVoice::confidence)
                            .orElse(null),
                    tenant.locale(),
                    turn);
        }
        var digits = request.parameter("Digits");
        if (digits.isPresent()) {
            return new CallerPressed(digits.get(), turn);
        }
        if (request.ofUrl("step").isPresent()) {
            return new CallerSilent(turn);
        }
        String from = request.parameter("From").orElse(null);
        return new CallStarted(
                Provider.TWILIO,
                PhoneNumbers.e164(from).orElse(from),
                request.parameter("To").flatMap(PhoneNumbers::e164).orElse(null),
                tenant.version());
    }

    private static Optional<Double> confidence(String text) {
        try {
            double value = Double.parseDouble(text);
            return value >= 0 && value <= 1 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Response twiml(String document) {
        return Response.ok(document, Twiml.MEDIA_TYPE + ";charset=UTF-8").build();
    }
}
