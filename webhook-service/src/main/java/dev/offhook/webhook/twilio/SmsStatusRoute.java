package dev.offhook.webhook.twilio;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.SmsStatusReported;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.ThreadKey;
import dev.offhook.webhook.provider.Meaning;

/**
 * How far an outbound message is. notification-service makes sense of their order; our own URL carries the id of the
 * request that asked for the message.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/guides/track-outbound-message-status">Message status</a>
 */
@ApplicationScoped
class SmsStatusRoute implements TwilioRoute {
    private final Ingress ingress;
    private final ThreadKey threadKey;

    SmsStatusRoute(Ingress ingress, ThreadKey threadKey) {
        this.ingress = ingress;
        this.threadKey = threadKey;
    }

    @Override
    public String path() {
        return "/webhook/sms-status";
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_SMS;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        String messageId = request.required("MessageSid");
        String status = request.required("MessageStatus");
        var reported = new SmsStatusReported(
                Provider.TWILIO,
                messageId,
                request.ofUrl("message").orElse(null),
                status,
                request.parameter("ErrorCode").orElse(null));
        String thread = threadKey.of(
                tenant.slug(),
                Provider.TWILIO,
                TwilioAddress.of(request.required("To")),
                TwilioAddress.of(request.parameter("From").orElse("")));
        String id = "sms:" + messageId + ":" + status;
        return Meaning.Happened.one(
                Topic.SMS_EVENTS, ingress.envelope(tenant, thread, id, request.traceparent(), reported));
    }
}
