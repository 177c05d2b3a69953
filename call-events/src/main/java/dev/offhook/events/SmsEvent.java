package dev.offhook.events;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

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
     * @param optOutAnswered true when the provider itself has answered what the message means for consent
     */
    record SmsReceived(
            Provider provider,
            String from,
            String to,
            String text,
            String messageId,
            OptOut optOut,
            int media,
            List<Attachment> attachments,
            boolean optOutAnswered)
            implements SmsEvent {
        public SmsReceived {
            attachments = attachments == null ? List.of() : List.copyOf(attachments);
        }

        /** A message that the provider has only passed on. */
        public SmsReceived(
                Provider provider,
                String from,
                String to,
                String text,
                String messageId,
                OptOut optOut,
                int media,
                List<Attachment> attachments) {
            this(provider, from, to, text, messageId, optOut, media, attachments, false);
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
     * @param purpose why it is sent, null when the request did not read
     * @param segments how many parts it has on the air, null before that is known
     * @param cost what it costs, by the tenant's rates; null without rates, and where nothing was sent
     * @param currency of the cost, ISO 4217
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SmsStatusChanged(
            String requestId,
            Provider provider,
            @Nullable String messageId,
            Status status,
            @Nullable String errorCode,
            @Nullable String reason,
            @Nullable String conversation,
            SmsRequest.@Nullable Purpose purpose,
            @Nullable Integer segments,
            @Nullable BigDecimal cost,
            @Nullable String currency)
            implements SmsEvent {
        /** A change of which nothing more is known. */
        public SmsStatusChanged(
                String requestId,
                Provider provider,
                @Nullable String messageId,
                Status status,
                @Nullable String errorCode,
                @Nullable String reason,
                @Nullable String conversation) {
            this(requestId, provider, messageId, status, errorCode, reason, conversation, null, null, null, null);
        }
    }

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

    /** State of an outbound message. A later event of one message never tells an earlier state. */
    enum Status {
        /** It is stored, and will be sent as soon as it may. */
        @JsonProperty("accepted")
        ACCEPTED,
        /** It waits: for its time, for the end of quiet hours, for its turn, for a provider that is away. */
        @JsonProperty("scheduled")
        SCHEDULED,
        /** The provider is being asked. */
        @JsonProperty("sending")
        SENDING,
        /** The provider's answer was lost: it may or may not have been sent, and it is not sent again blindly. */
        @JsonProperty("unknown")
        UNKNOWN,
        /** The provider has taken it. */
        @JsonProperty("sent")
        SENT,
        /** The recipient's phone has it. Final. */
        @JsonProperty("delivered")
        DELIVERED,
        /** The provider took it and could not deliver it; the reason says why. Final. */
        @JsonProperty("undelivered")
        UNDELIVERED,
        /** It will not be sent; the reason says why. Final. */
        @JsonProperty("failed")
        FAILED,
        /** Its time was over before it could be sent. Final. */
        @JsonProperty("expired")
        EXPIRED,
        /** It was held back: consent, a limit, a budget; the reason says which. Final. */
        @JsonProperty("suppressed")
        SUPPRESSED;

        /** The name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
