package dev.offhook.notification.providers;

import java.time.Duration;

/**
 * A message as a provider gets it.
 *
 * @param requestId our id of it
 * @param tenant slug
 * @param sender E.164, or what the provider knows as a sender's name; behind {@code whatsapp:} for a WhatsApp message
 * @param recipient E.164, behind {@code whatsapp:} for a WhatsApp message
 * @param body the words
 * @param validity for how long it is of any use, more than zero
 */
public record OutboundMessage(
        String requestId, String tenant, String sender, String recipient, String body, Duration validity) {
    /** Neither numbers nor words. */
    @Override
    public String toString() {
        return "OutboundMessage[" + requestId + "]";
    }
}
