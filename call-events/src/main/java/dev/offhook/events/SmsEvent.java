package dev.offhook.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What happened to a text message, on {@link Topic#SMS_EVENTS}, keyed by SMS thread key. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface SmsEvent extends Event
        permits SmsEvent.SmsReceived, SmsEvent.SmsStatusReported, SmsEvent.SmsStatusChanged, LimitReached {

    /**
     * A customer wrote to the business.
     *
     * @param provider who delivered it
     * @param from the customer: E.164 or a short code; {@value #WHATSAPP} and E.164 for a WhatsApp message
     * @param to the business's number in the same form
     * @param text the message, may be empty (a picture without words)
     * @param messageId the provider's id
     * @param optOut what the message means for consent; decided once, here
     * @param media how many attachments came along
     * @param attachments where they are, as far as the provider says
     */
    record SmsReceived(
            Provider provider,
            String from,
            String to,
            String text,
            String messageId,
            OptOut optOut,
            int media,
            List<Attachment> attachments)
            implements SmsEvent {
        public SmsReceived {
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }

        /** A message of words alone. */
        public SmsReceived(Provider provider, String from, String to, String text, String messageId, OptOut optOut) {
            this(provider, from, to, text, messageId, optOut, 0, List.of());
        }
    }

    /**
     * A picture, a sound, a document that came with a message.
     *
     * @param url where the provider keeps it; fetching it may need the tenant's credentials
     * @param contentType its media type, null when the provider does not say
     */
    record Attachment(String url, @Nullable String contentType) {}

    /**
     * The provider told how far an outbound message is. In no order: {@link SmsStatusChanged} is what follows from it.
     *
     * @param provider who carries it
     * @param messageId the provider's id
     * @param requestId the id of the request ({@link SmsRequest}'s {@code ce_id}), null when our URL carried none
     * @param status the provider's word, e.g. {@code delivered}
     * @param errorCode the provider's code, null without an error
     */
    record SmsStatusReported(
            Provider provider,
            String messageId,
            @Nullable String requestId,
            String status,
            @Nullable String errorCode) implements SmsEvent {}

    /**
     * A message that somebody asked for changed its state.
     *
     * @param requestId the id of the request ({@link SmsRequest}'s {@code ce_id})
     * @param provider who carries it
     * @param messageId the provider's id, null as long as there is none
     * @param status the new state
     * @param errorCode the provider's code, null without an error
     * @param reason why, in words, null when all is well
     * @param conversation the conversation that asked for it, null when none did
     */
    record SmsStatusChanged(
            String requestId,
            Provider provider,
            @Nullable String messageId,
            Status status,
            @Nullable String errorCode,
            @Nullable String reason,
            @Nullable String conversation)
            implements SmsEvent {}

    /** Before an address that is reached over WhatsApp, as Twilio writes it. */
    String WHATSAPP = "whatsapp:";

    /** Every address that a number may be reached at, the number first. */
    static List<String> addresses(String number) {
        return List.of(number, WHATSAPP + number);
    }

    /** The number alone of an address that may begin with {@link #WHATSAPP}. */
    static String number(String address) {
        return address.startsWith(WHATSAPP) ? address.substring(WHATSAPP.length()) : address;
    }

    /** What an incoming message means for consent. */
    enum OptOut {
        @JsonProperty("none")
        NONE,
        @JsonProperty("stop")
        STOP,
        @JsonProperty("start")
        START,
        @JsonProperty("help")
        HELP
    }

    /** State of an outbound message. */
    enum Status {
        /** The provider has taken it. */
        @JsonProperty("sent")
        SENT,
        /** It will not be sent; the reason says why. */
        @JsonProperty("failed")
        FAILED,
        /** The provider's answer was lost: it may or may not have been sent, and it is not sent again blindly. */
        @JsonProperty("unknown")
        UNKNOWN
    }
}
