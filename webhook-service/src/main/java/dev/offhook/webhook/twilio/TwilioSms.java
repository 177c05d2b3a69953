package dev.offhook.webhook.twilio;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.webhook.ingress.BlockList;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.ThreadKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

/**
 * Twilio's webhook for an incoming message. The answer goes out later, through notification-service: nobody waits on
 * this request, and a message that Kafka has not taken is answered 503, so that it is not lost silently.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Incoming message webhook</a>
 */
@Path("/webhook/sms")
@Consumes(MediaType.WILDCARD)
public class TwilioSms {
    private static final Logger LOG = Logger.getLogger(TwilioSms.class);

    private final TwilioTenants tenants;
    private final Ingress ingress;
    private final ThreadKey threadKey;
    private final BlockList blockList;

    TwilioSms(TwilioTenants tenants, Ingress ingress, ThreadKey threadKey, BlockList blockList) {
        this.tenants = tenants;
        this.ingress = ingress;
        this.threadKey = threadKey;
        this.blockList = blockList;
    }

    /** A customer wrote. */
    @POST
    public Uni<Response> received(@Context HttpServerRequest http, byte[] body) {
        var request = TwilioRequest.read(http, body);
        var tenant = tenants.verified(request, Channel.Kind.TWILIO_SMS);
        String messageId = request.required("MessageSid");
        String customer = request.required("From");
        customer = PhoneNumbers.e164(customer).orElse(customer);
        String business = PhoneNumbers.e164(request.required("To")).orElseThrow();
        if (!tenant.channel(Channel.Kind.TWILIO_SMS).orElseThrow().enabled()) {
            LOG.infof("SMS channel is switched off: tenant=%s message=%s", tenant.slug(), messageId);
            return Uni.createFrom().item(nothingToSay());
        }
        String text = request.parameter("Body").orElse("");
        OptOut optOut =
                OptOutWords.classify(text, request.parameter("OptOutType").orElse(null));
        // Consent is everybody's: a blocked customer who writes STOP is heard, and nothing else is.
        if (optOut == OptOut.NONE && tenant.limits().blocks(customer)) {
            blockList.count(Channel.Kind.TWILIO_SMS);
            LOG.infof("blocked: tenant=%s message=%s", tenant.slug(), messageId);
            return Uni.createFrom().item(nothingToSay());
        }
        var received = new SmsReceived(
                Provider.TWILIO,
                customer,
                business,
                text,
                messageId,
                optOut,
                request.parameter("NumMedia").flatMap(TwilioRequest::positive).orElse(0));
        String thread = threadKey.of(tenant.slug(), Provider.TWILIO, customer, business);
        var envelope = ingress.envelope(tenant, thread, "sms:" + messageId, request.traceparent(), received);
        return ingress.tell(Topic.SMS_EVENTS, thread, envelope)
                .map(published -> published
                        ? nothingToSay()
                        : Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
    }

    private static Response nothingToSay() {
        return Twiml.answer(Twiml.document(List.of()));
    }
}
