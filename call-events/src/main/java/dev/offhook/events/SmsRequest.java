package dev.offhook.events;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Please send this text message: on {@link Topic#SMS_REQUESTS}, keyed by SMS thread key. The {@code ce_id} is the
 * identity of the request: the same id twice is one message. Exactly one of {@code text} and {@code template} is there.
 *
 * @param to recipient: E.164; {@value SmsEvent#WHATSAPP} and E.164 for a WhatsApp message
 * @param from the sender, a number of the tenant in the same form; null for the first number of the channel
 * @param text what to send, not blank, at most 1600 characters
 * @param purpose why
 * @param conversation the conversation that asks for it, null when none does
 * @param template one of the tenant's templates instead of a text
 * @param channel which of the tenant's channels carries it; null for the tenant's choice
 * @param notBefore when it may be sent; null for now
 * @param expiresAt when it is of no use any more; null for a day after it may be sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SmsRequest(
        String to,
        @Nullable String from,
        @Nullable String text,
        Purpose purpose,
        @Nullable String conversation,
        @Nullable TemplateUse template,
        TenantConfiguration.Channel.@Nullable Kind channel,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt)
        implements Event {

    /** A text that may be sent at once. */
    public SmsRequest(String to, @Nullable String from, String text, Purpose purpose, @Nullable String conversation) {
        this(to, from, text, purpose, conversation, null, null, null, null);
    }

    /**
     * A template and what to put into it.
     *
     * @param id of the tenant's template
     * @param locale BCP 47; null for the tenant's
     * @param parameters by name; those that the template declares, and no others
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TemplateUse(String id, @Nullable String locale, Map<String, String> parameters) {
        public TemplateUse {
            parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        }
    }

    /** Why a message is sent: consent and quiet hours depend on it. */
    public enum Purpose {
        /** To the person who just wrote or called. */
        @JsonProperty("reply")
        REPLY,
        /** Something that the recipient expects to be told, e.g. a booking. */
        @JsonProperty("notification")
        NOTIFICATION,
        /** Something that the tenant wants to be known: it waits for the end of quiet hours. */
        @JsonProperty("marketing")
        MARKETING
    }
}
