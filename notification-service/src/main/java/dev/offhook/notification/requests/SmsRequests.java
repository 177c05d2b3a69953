package dev.offhook.notification.requests;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.UnreadableEventException;
import dev.offhook.notification.sending.InvalidRequestException;
import dev.offhook.notification.sending.RequestedMessage;
import dev.offhook.notification.sending.SmsSending;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
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
     * Handles one record, and blocks until its outcome is stored and published.
     *
     * @return completes when the record is acknowledged, or written to the dead-letter topic with the reason
     */
    @Incoming("sms-requests")
    @RunOnVirtualThread
    public CompletionStage<Void> receive(IncomingKafkaRecord<String, byte[]> incoming) {
        try {
            sending.handle(requested(incoming));
            return incoming.ack();
        } catch (UnreadableEventException e) {
            refuseIfAddressed(incoming, e.getMessage());
            return deadLetter(incoming, new InvalidRequestException(e.getMessage()));
        } catch (InvalidRequestException e) {
            return deadLetter(incoming, e);
        } catch (RuntimeException e) {
            LOG.errorf(e, "request failed: partition=%d offset=%d", incoming.getPartition(), incoming.getOffset());
            return incoming.nack(e);
        }
    }

    private static RequestedMessage requested(IncomingKafkaRecord<String, byte[]> incoming) {
        Envelope<?> envelope = CloudEventHeaders.read(incoming.getHeaders(), incoming.getPayload());
        if (envelope.data() instanceof SmsRequest request) {
            return RequestedMessage.of(
                    envelope, incoming.getKey() == null ? envelope.subject() : incoming.getKey(), request);
        }
        throw new UnreadableEventException("a " + envelope.type() + " is no SmsRequest");
    }

    private void refuseIfAddressed(IncomingKafkaRecord<String, byte[]> incoming, String reason) {
        String id = CloudEventHeaders.get(incoming.getHeaders(), CloudEventHeaders.ID);
        String tenant = CloudEventHeaders.get(incoming.getHeaders(), TENANT);
        if (id != null && tenant != null && incoming.getKey() != null) {
            String traceparent = CloudEventHeaders.get(incoming.getHeaders(), TRACEPARENT);
            sending.refuse(new RequestedMessage(id, tenant, incoming.getKey(), traceparent, null), reason);
        }
    }

    private static CompletionStage<Void> deadLetter(
            IncomingKafkaRecord<String, byte[]> incoming, InvalidRequestException reason) {
        LOG.warnf(
                "request refused, to the dead letters: partition=%d offset=%d reason=%s",
                incoming.getPartition(), incoming.getOffset(), reason.getMessage());
        return incoming.nack(reason);
    }
}
