package dev.offhook.notification.sending;

import dev.offhook.events.Envelope;
import dev.offhook.events.SmsRequest;

/**
 * A request as it came.
 *
 * @param id its {@code ce_id}
 * @param tenant slug of the tenant that it is for
 * @param threadKey its key on Kafka
 * @param traceparent trace that it belongs to, null when there is none
 * @param request what to send, null when it does not read
 */
public record RequestedMessage(String id, String tenant, String threadKey, String traceparent, SmsRequest request) {

    /** The request in {@code envelope}. */
    public static RequestedMessage of(Envelope<?> envelope, String threadKey, SmsRequest request) {
        return new RequestedMessage(envelope.id(), envelope.tenant(), threadKey, envelope.traceparent(), request);
    }

    /** Neither text nor numbers. */
    @Override
    public String toString() {
        return "RequestedMessage[" + id + "]";
    }
}
