package dev.offhook.webhook.twilio;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/**
 * The caller left a message: the action of {@code <Record>}.
 *
 * @see <a href="https://www.twilio.com/docs/voice/twiml/record#action">Record's action URL</a>
 */
@Path(VoiceDocuments.RECORDING)
@Consumes(MediaType.WILDCARD)
public class TwilioRecording {
    private final TwilioTenants tenants;
    private final Ingress ingress;
    private final VoiceDocuments documents;

    TwilioRecording(TwilioTenants tenants, Ingress ingress, VoiceDocuments documents) {
        this.tenants = tenants;
        this.ingress = ingress;
        this.documents = documents;
    }

    /** The recording is there; the caller is thanked, and the call ends. */
    @POST
    public Uni<Response> recorded(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_VOICE);
        String conversation = Provider.TWILIO.conversationId(request.required("CallSid"));
        String url = request.required("RecordingUrl");
        String id = TurnEvent.unnumbered(
                conversation, request.parameter("RecordingSid").orElse(url), CallRecorded.class);
        var recorded = new CallRecorded(
                url,
                request.parameter("RecordingDuration")
                        .flatMap(TwilioRequest::count)
                        .orElse(null));
        return ingress.tell(tenant, conversation, id, request.traceparent(), recorded)
                .map(published -> published
                        ? Twiml.answer(documents.farewell(
                                tenant, tenant.assistant().phrases().recorded()))
                        : Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
    }
}
