package dev.offhook.notification.providers;

/** The provider could not say which messages it has. Expected, so without a stack trace. */
public final class LookupFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason in words, without numbers and texts
     */
    public LookupFailedException(String reason) {
        super(reason, null, false, false);
    }
}
