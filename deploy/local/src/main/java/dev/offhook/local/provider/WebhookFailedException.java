package dev.offhook.local.provider;

/** A webhook was answered with a status that a provider takes for a failure. */
public final class WebhookFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WebhookFailedException(String path, int status, String body) {
        super("POST " + path + " got " + status + ": " + body);
    }
}
