package dev.offhook.notification.sending;

/** A request that cannot be sent. Its message is the reason that is told; expected, so without a stack trace. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason which field is wrong, and what would be right; no text, numbers masked */
    public InvalidRequestException(String reason) {
        super(reason, null, false, false);
    }
}
