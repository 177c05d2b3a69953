package dev.offhook.webhook.twilio;

import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.TurnEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/**
 * Twilio's voice webhook: the Gather loop.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml#request-parameters">Request parameters</a>
 */
@Path(VoiceDocuments.CALL)
@Consumes(MediaType.WILDCARD)
public class TwilioVoice {
    private final TwilioTenants tenants;
    private final VoiceTurns turns;

    TwilioVoice(TwilioTenants tenants, VoiceTurns turns) {
        this.tenants = tenants;
        this.turns = turns;
    }

    /** A call begins, the caller said something, or the answer to a turn is polled for; the URL's step says which. */
    @POST
    public Uni<Response> call(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_VOICE);
        String conversation = Provider.TWILIO.conversationId(request.required("CallSid"));
        boolean unanswered = request.ofUrl("step").isEmpty();
        return turns.refusal(tenant, conversation, request, unanswered)
                .orElseGet(() -> request.ofUrl("step").filter("poll"::equals).isPresent()
                        ? poll(tenant, conversation, request)
                        : turns.answer(
                                turn(tenant, conversation, request),
                                request.language().orElse(null),
                                unanswered));
    }

    private Uni<Response> poll(TenantConfiguration tenant, String conversation, TwilioRequest request) {
        String eventId = request.ofUrl("event")
                .filter(id -> id.startsWith(conversation + ":"))
                .orElseThrow(() -> ProblemException.badRequest("event", "event names no turn of this call"));
        var turn = new AwaitedTurn(
                tenant,
                conversation,
                eventId,
                request.traceparent(),
                request.turn().orElse(null),
                request.language().orElse(null));
        return turns.poll(
                turn,
                request.ofUrl("from").flatMap(TwilioRequest::positive).orElse(0),
                request.ofUrl("poll").flatMap(TwilioRequest::positive).orElse(1));
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
                    request.language().orElse(tenant.locale()),
                    turn);
        }
        var digits = request.parameter("Digits");
        if (digits.isPresent()) {
            return new CallerPressed(digits.get(), turn);
        }
        if (request.ofUrl("step").isPresent()) {
            return new CallerSilent(turn);
        }
        return new CallStarted(
                Provider.TWILIO,
                request.caller(),
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
}
