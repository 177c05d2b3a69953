package dev.offhook.notification.routing;

/** No channel of the tenant can carry a message; the text names the field. Expected, so without a stack trace. */
public final class NoRouteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRouteException(String reason) {
        super(reason, null, false, false);
    }
}
