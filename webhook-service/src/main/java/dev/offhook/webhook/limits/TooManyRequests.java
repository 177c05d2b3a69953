package dev.offhook.webhook.limits;

import java.time.Duration;

/** Ends a request with 429. Expected, so that it carries no stack trace. */
public final class TooManyRequests extends RuntimeException {
    /** The status of the answer. */
    public static final int STATUS = 429;

    private static final long serialVersionUID = 1L;

    private final transient Duration wait;

    TooManyRequests(String detail, Duration wait) {
        super(detail, null, false, false);
        this.wait = wait;
    }

    /** When to come again, in seconds from now, 1 or more. */
    long retryAfterSeconds() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
