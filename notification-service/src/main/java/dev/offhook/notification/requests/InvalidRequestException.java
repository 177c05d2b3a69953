package dev.offhook.notification.requests;

/** A request that cannot be carried out as it stands; the text names the field. Expected, so without a stack trace. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidRequestException(String reason) {
        super(reason, null, false, false);
    }
}
