package dev.offhook.webhook.twilio;

import java.util.Set;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** The call changed its state; only its end is an event of ours. */
@Path("/webhook/status")
@Consumes(MediaType.WILDCARD)
public class TwilioCallStatus {
    private static final Set<String> OVER = Set.of("completed", "busy", "failed", "no-answer", "canceled");

    private final TwilioTenants tenants;
    private final Ingress ingress;

    TwilioCallStatus(TwilioTenants tenants, Ingress ingress) {
        this.tenants = tenants;
        this.ingress = ingress;
    }

    /** The number's status callback. */
    @POST
    public Uni<Response> changed(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_VOICE);
        String conversation = Provider.TWILIO.conversationId(request.required("CallSid"));
        String state = request.required("CallStatus");
        if (!OVER.contains(state)) {
            return Uni.createFrom().item(Response.noContent().build());
        }
        var ended = new CallEnded(
                state,
                request.parameter("CallDuration").flatMap(TwilioRequest::count).orElse(null));
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
}
