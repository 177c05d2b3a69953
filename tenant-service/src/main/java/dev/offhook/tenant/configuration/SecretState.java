package dev.offhook.tenant.configuration;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What may be shown of a secret.
 *
 * @param last4 its last four characters; null of a secret that is shorter than 12, or was set before they were kept
 * @param setAt when it was set last
 */
public record SecretState(@Nullable String last4, Instant setAt) {
    private static final int SHOWN = 4;
    private static final int SHORTEST_SHOWN = 12;

    /** The state of a secret that is set now. */
    static SecretState of(String value, Instant now) {
        return new SecretState(value.length() < SHORTEST_SHOWN ? null : value.substring(value.length() - SHOWN), now);
    }
}
