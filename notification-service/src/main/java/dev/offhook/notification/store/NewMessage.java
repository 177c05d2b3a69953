package dev.offhook.notification.store;

import java.time.Duration;
import java.time.Instant;

import dev.offhook.events.SmsRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param id the identity of the request: the same id twice is one message
 * @param tenant slug of the tenant that it is for
 * @param threadKey SMS thread key: its key on Kafka, under which its events are published
 * @param traceparent trace that it belongs to, null when there is none
 * @param request what to send, null when it does not read
 */
public record NewMessage(
        String id,
        String tenant,
        String threadKey,
        @Nullable String traceparent,
        @Nullable SmsRequest request) {

    /** When it expires: as asked for, else a day after it may be sent. */
    Instant expiresAt(Instant now, Duration longest) {
        if (request != null && request.expiresAt() != null) {
            return request.expiresAt();
        }
        Instant from = request != null
                        && request.notBefore() != null
                        && request.notBefore().isAfter(now)
                ? request.notBefore()
                : now;
        return from.plus(longest);
    }

    /** Neither text nor numbers. */
    @Override
    public String toString() {
        return "NewMessage[" + id + "]";
    }
}
