package dev.offhook.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Please send this text message: on {@link Topic#SMS_REQUESTS}, keyed by SMS thread key. The {@code ce_id} is the
 * identity of the request: the same id twice is one message.
 *
 * @param to recipient: E.164; {@value SmsEvent#WHATSAPP} and E.164 for a WhatsApp message
 * @param from the sender, a number of the tenant in the same form; null for the tenant's first SMS number
 * @param text what to send, not blank, at most 1600 characters
 * @param purpose why
 * @param conversation the conversation that asks for it, null when none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SmsRequest(
        String to,
        @Nullable String from,
        String text,
        Purpose purpose,
        @Nullable String conversation) implements Event {

    /** Why a message is sent: consent and quiet hours depend on it. */
    public enum Purpose {
        /** To the person who just wrote or called. */
        @JsonProperty("reply")
        REPLY,
        @JsonProperty("notification")
        NOTIFICATION,
        @JsonProperty("marketing")
        MARKETING
    }
}
