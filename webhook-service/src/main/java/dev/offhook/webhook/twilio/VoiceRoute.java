package dev.offhook.webhook.twilio;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

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
import dev.offhook.webhook.provider.Meaning;

/**
 * A call begins, the caller said something, or the answer to a turn is polled for; the step in our URL says which.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml#request-parameters">Request parameters</a>
 */
@ApplicationScoped
class VoiceRoute implements TwilioRoute {

    @Override
    public String path() {
        return VoiceDocuments.CALL;
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public boolean byNumberAlone() {
        return true;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        return request.ofUrl("step").filter("poll"::equals).isPresent() ? poll(request, tenant) : turn(request, tenant);
    }

    private static Meaning poll(TwilioRequest request, TenantConfiguration tenant) {
        String conversation = request.conversation();
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
        return new Meaning.Poll(
                turn,
                request.caller(),
                request.ofUrl("from").flatMap(TwilioRequest::positive).orElse(0),
                request.ofUrl("poll").flatMap(TwilioRequest::positive).orElse(1));
    }

    private static Meaning turn(TwilioRequest request, TenantConfiguration tenant) {
        String conversation = request.conversation();
        var event = event(request, tenant);
        // A number names the turn. Where our URL carries none, Twilio's token tells a retry from new words.
        String id = event.turn() == null
                ? TurnEvent.unnumbered(
                        conversation,
                        Optional.ofNullable(request.idempotencyToken())
                                .orElseGet(() -> UUID.randomUUID().toString()),
                        event.getClass())
                : TurnEvent.numbered(conversation, event.turn(), event.getClass());
        return new Meaning.Turn(
                new TurnEvent(tenant, conversation, id, request.traceparent(), event),
                request.caller(),
                request.language().orElse(null),
                request.ofUrl("step").isEmpty());
    }

    private static CallEvent.Turn event(TwilioRequest request, TenantConfiguration tenant) {
        Integer turn = request.turn().orElse(null);
        var speech = request.parameter("SpeechResult");
        if (speech.isPresent()) {
            return new CallerSpoke(
                    speech.get(),
                    request.parameter("Confidence")
                            .flatMap(VoiceRoute::confidence)
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
