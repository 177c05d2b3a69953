package dev.offhook.notification.requests;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.UnreadableEventException;
import dev.offhook.notification.sending.InvalidRequestException;
import dev.offhook.notification.sending.RequestedMessage;
import dev.offhook.notification.sending.SmsSending;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes requests from Kafka, in order per key and keys side by side. A record is acknowledged when the outcome of its
 * request is stored and published; one that is no request, or an invalid one, goes to the dead-letter topic, and its
 * outcome is told as well when it says whom to tell.
 */
@ApplicationScoped
public class SmsRequests {
    private static final Logger LOG = Logger.getLogger(SmsRequests.class);
    private static final String TENANT = "ce_tenant";
    private static final String TRACEPARENT = "traceparent";

    private final SmsSending sending;

    SmsRequests(SmsSending sending) {
        this.sending = sending;
    }

    /**
     * Handles one record.
     *
     * @throws InvalidRequestException to have it written to the dead-letter topic, with the reason
     */
    @Incoming("sms-requests")
    @RunOnVirtualThread
    public void receive(ConsumerRecord<String, byte[]> message) {
        try {
            sending.handle(requested(message));
        } catch (UnreadableEventException e) {
            refuseIfAddressed(message, e.getMessage());
            throw refused(message, new InvalidRequestException(e.getMessage()));
        } catch (InvalidRequestException e) {
            throw refused(message, e);
        }
    }

    private static RequestedMessage requested(ConsumerRecord<String, byte[]> message) {
        Envelope<?> envelope = CloudEventHeaders.read(message.headers(), message.value());
        if (envelope.data() instanceof SmsRequest request) {
            return RequestedMessage.of(envelope, message.key() == null ? envelope.subject() : message.key(), request);
        }
        throw new UnreadableEventException("a " + envelope.type() + " is no SmsRequest");
    }

    private void refuseIfAddressed(ConsumerRecord<String, byte[]> message, String reason) {
        String id = CloudEventHeaders.get(message.headers(), CloudEventHeaders.ID);
        String tenant = CloudEventHeaders.get(message.headers(), TENANT);
        if (id != null && tenant != null && message.key() != null) {
            String traceparent = CloudEventHeaders.get(message.headers(), TRACEPARENT);
            sending.refuse(new RequestedMessage(id, tenant, message.key(), traceparent, null), reason);
        }
    }

    private static InvalidRequestException refused(
            ConsumerRecord<String, byte[]> message, InvalidRequestException reason) {
        LOG.warnf(
                "request refused: partition=%d offset=%d reason=%s",
                message.partition(), message.offset(), reason.getMessage());
        return reason;
    }
}
