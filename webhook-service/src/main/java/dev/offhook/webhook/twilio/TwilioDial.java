package dev.offhook.webhook.twilio;

import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.TurnEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/**
 * A transfer is over: the action of {@code <Dial>}. A turn like any other, since the caller may still be there.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/dial#dial-action">Dial's action URL</a>
 */
@Path(VoiceDocuments.DIAL)
@Consumes(MediaType.WILDCARD)
public class TwilioDial {
    private static final Logger LOG = Logger.getLogger(TwilioDial.class);

    private final TwilioTenants tenants;
    private final VoiceTurns turns;

    TwilioDial(TwilioTenants tenants, VoiceTurns turns) {
        this.tenants = tenants;
        this.turns = turns;
    }

    /** Nobody is connected any more. */
    @POST
    public Uni<Response> ended(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_VOICE);
        String conversation = Provider.TWILIO.conversationId(request.required("CallSid"));
        // The number is not told, and a URL is no place for one.
        var ended = new TransferEnded(
                outcome(request.required("DialCallStatus")),
                null,
                request.turn().orElse(null));
        return turns.refusal(tenant, conversation, request, false).orElseGet(() -> {
            String id = ended.turn() == null
                    ? TurnEvent.unnumbered(conversation, token(request), TransferEnded.class)
                    : TurnEvent.numbered(conversation, ended.turn(), TransferEnded.class);
            return turns.answer(
                    new TurnEvent(tenant, conversation, id, request.traceparent(), ended),
                    request.language().orElse(null),
                    false);
        });
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
