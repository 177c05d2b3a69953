package dev.offhook.notification.providers;

/** A tenant has no account with a provider that a message should go through. Expected, so without a stack trace. */
public final class NoAccountException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAccountException(String reason) {
        super(reason, null, false, false);
    }
}
