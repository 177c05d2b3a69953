package dev.offhook.notification.twilio;

/** Twilio surely has not got the message: asking again cannot send it twice. Expected, so without a stack trace. */
public final class NotTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code Twilio's error code, null when Twilio was not reached
     * @param reason in words
     */
    NotTakenException(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** Twilio's error code, null when Twilio was not reached. */
    public String code() {
        return code;
    }
}
