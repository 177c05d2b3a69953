package dev.offhook.webhook.twilio;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.Attachment;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.OptOutWords;
import dev.offhook.webhook.ingress.ThreadKey;
import dev.offhook.webhook.provider.Meaning;

/**
 * A customer wrote: SMS, MMS or WhatsApp. The answer goes out later, through notification-service.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Incoming message webhook</a>
 */
@ApplicationScoped
class SmsRoute implements TwilioRoute {
    /** A message to Twilio has ten at most. */
    private static final int MOST_ATTACHMENTS = 10;

    private final Ingress ingress;
    private final ThreadKey threadKey;

    SmsRoute(Ingress ingress, ThreadKey threadKey) {
        this.ingress = ingress;
        this.threadKey = threadKey;
    }

    @Override
    public String path() {
        return "/webhook/sms";
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_SMS;
    }

    @Override
    public boolean byNumberAlone() {
        return true;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        String messageId = request.required("MessageSid");
        String customer = TwilioAddress.of(request.required("From"));
        String business = TwilioAddress.of(request.required("To"));
        String text = request.parameter("Body").orElse("");
        String optOutType = request.parameter("OptOutType").orElse(null);
        int media =
                request.parameter("NumMedia").flatMap(TwilioRequest::positive).orElse(0);
        var received = new SmsReceived(
                Provider.TWILIO,
                customer,
                business,
                text,
                messageId,
                OptOutWords.classify(text, optOutType, tenant.messaging().optOut()),
                media,
                attachments(request, media),
                isSms(customer) && OptOutWords.answeredByTwilio(text, optOutType));
        String thread = threadKey.of(tenant.slug(), Provider.TWILIO, customer, business);
        return new Meaning.Message(
                ingress.envelope(tenant, thread, "sms:" + messageId, request.traceparent(), received));
    }

    @Override
    public Response acknowledged(TwilioRequest request, TenantConfiguration tenant) {
        return Twiml.answer(Twiml.document(List.of()));
    }

    /** Twilio has no words of its own on WhatsApp. */
    private static boolean isSms(String customer) {
        return !customer.startsWith(SmsEvent.WHATSAPP);
    }

    private static List<Attachment> attachments(TwilioRequest request, int media) {
        var attachments = new ArrayList<Attachment>();
        for (int i = 0; i < Math.min(media, MOST_ATTACHMENTS); i++) {
            String type = request.parameter("MediaContentType" + i).orElse(null);
            request.parameter("MediaUrl" + i).ifPresent(url -> attachments.add(new Attachment(url, type)));
        }
        return attachments;
    }
}
