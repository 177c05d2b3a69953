package dev.offhook.notification.providers;

import java.time.Instant;

/**
 * A message that the provider has taken.
 *
 * @param id the provider's id
 * @param sender as it was asked for
 * @param recipient as it was asked for
 * @param since when it was asked for, by the provider's clock at the latest
 */
public record TakenMessage(String id, String sender, String recipient, Instant since) {
    /** No numbers. */
    @Override
    public String toString() {
        return "TakenMessage[" + id + "]";
    }
}
