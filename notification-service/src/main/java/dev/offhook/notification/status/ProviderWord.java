package dev.offhook.notification.status;

import java.util.Locale;

import dev.offhook.events.SmsEvent.Status;

/** How far a message is, as providers tell it. */
public enum ProviderWord {
    /** The provider has it, and it is on its way. */
    TAKEN(Status.SENT),
    /** The recipient's phone has it. */
    DELIVERED(Status.DELIVERED),
    /** It left, and did not arrive. */
    UNDELIVERED(Status.UNDELIVERED),
    /** It did not leave, and will not. */
    FAILED(Status.FAILED);

    private final Status status;

    ProviderWord(Status status) {
        this.status = status;
    }

    /** The state that follows. */
    public Status status() {
        return status;
    }

    /**
     * The meaning of Twilio's {@code MessageStatus}.
     *
     * @param status lower case; a word that is not known means that the message is there
     */
    public static ProviderWord ofTwilio(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "delivered", "read" -> DELIVERED;
            case "undelivered" -> UNDELIVERED;
            case "failed", "canceled" -> FAILED;
            default -> TAKEN;
        };
    }

    /**
     * The meaning of Voximplant's {@code status_id} and {@code delivery_status}.
     *
     * @param statusId 1 for success, 2 for an error; null when it is not told
     * @param deliveryStatus null for a message of a two-way number, which has none
     */
    public static ProviderWord ofVoximplant(String statusId, String deliveryStatus) {
        if ("2".equals(statusId)) {
            return FAILED;
        }
        return switch (deliveryStatus == null ? "" : deliveryStatus.toUpperCase(Locale.ROOT)) {
            case "DELIVERED" -> DELIVERED;
            case "FAILED", "EXPIRED" -> UNDELIVERED;
            case "ABORTED", "REJECTED" -> FAILED;
            default -> TAKEN;
        };
    }
}
