package dev.offhook.webhook.twilio;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.provider.Meaning;
import org.jboss.logging.Logger;

/**
 * A transfer is over: the action of {@code <Dial>}. A turn like any other, since the caller may still be there.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/dial#dial-action">Dial's action URL</a>
 */
@ApplicationScoped
class DialRoute implements TwilioRoute {
    private static final Logger LOG = Logger.getLogger(DialRoute.class);

    @Override
    public String path() {
        return VoiceDocuments.DIAL;
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        String conversation = request.conversation();
        // The number is not told, and a URL is no place for one.
        var ended = new TransferEnded(
                outcome(request.required("DialCallStatus")),
                null,
                request.turn().orElse(null));
        String id = ended.turn() == null
                ? TurnEvent.unnumbered(conversation, token(request), TransferEnded.class)
                : TurnEvent.numbered(conversation, ended.turn(), TransferEnded.class);
        return new Meaning.Turn(
                new TurnEvent(tenant, conversation, id, request.traceparent(), ended),
                request.caller(),
                request.language().orElse(null),
                false);
    }

    private static String token(TwilioRequest request) {
        return request.parameter("DialCallSid")
                .orElseGet(() ->
                        request.idempotencyToken() == null ? UUID.randomUUID().toString() : request.idempotencyToken());
    }

    private static TransferEnded.Outcome outcome(String status) {
        return switch (status) {
            case "completed", "answered" -> TransferEnded.Outcome.ANSWERED;
            case "busy" -> TransferEnded.Outcome.BUSY;
            case "no-answer" -> TransferEnded.Outcome.NO_ANSWER;
            case "canceled" -> TransferEnded.Outcome.CANCELED;
            case "failed" -> TransferEnded.Outcome.FAILED;
            // Whatever else it will be one day: the caller is on the line and must hear something.
            default -> {
                LOG.warnf("unknown DialCallStatus, taken for failed: status=%s", status);
                yield TransferEnded.Outcome.FAILED;
            }
        };
    }
}
