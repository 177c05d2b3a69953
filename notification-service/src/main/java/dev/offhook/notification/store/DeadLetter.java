package dev.offhook.notification.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A record of the requests' topic that was no request, or an invalid one, as it came.
 *
 * @param topic where it stood
 * @param partition where it stood
 * @param offset where it stood
 * @param key null when it had none
 * @param headers by name, the last one of a name
 * @param payload null when it had none
 * @param requestId as far as it could be read
 * @param tenant as far as it could be read
 * @param reason what is wrong with it, naming the field
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        Map<String, String> headers,
        byte @Nullable [] payload,
        @Nullable String requestId,
        @Nullable String tenant,
        String reason) {
    public DeadLetter {
        headers = Map.copyOf(headers);
    }

    /** Where it stood. */
    @Override
    public String toString() {
        return "DeadLetter[" + topic + " " + partition + " " + offset + "]";
    }
}
