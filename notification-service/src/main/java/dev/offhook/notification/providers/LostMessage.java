package dev.offhook.notification.providers;

import java.time.Instant;

/**
 * A message that the provider may or may not have taken.
 *
 * @param sender as it was asked for
 * @param recipient as it was asked for
 * @param body its words
 * @param segments how many parts it has
 * @param since when it was asked for, by the provider's clock at the latest
 */
public record LostMessage(String sender, String recipient, String body, int segments, Instant since) {
    /** Neither numbers nor words. */
    @Override
    public String toString() {
        return "LostMessage[" + since + "]";
    }
}
