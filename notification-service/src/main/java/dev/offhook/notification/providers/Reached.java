package dev.offhook.notification.providers;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLHandshakeException;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Whether a request that failed can have reached the provider, and what an answer says about the next one. */
public final class Reached {
    private static final Duration LONGEST = Duration.ofHours(1);

    private Reached() {}

    /** False when the connection was never made, so that nothing of the request was sent. */
    public static boolean maybe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException) {
                return false;
            }
        }
        return true;
    }

    /**
     * The answer's {@code Retry-After}, seconds or a date (RFC 9110), at most an hour.
     *
     * @return null when there is none, or none that reads
     */
    public static Duration retryAfter(Response response) {
        String text = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Duration wait = Character.isDigit(text.charAt(0))
                    ? Duration.ofSeconds(Math.min(Long.parseLong(text.strip()), LONGEST.toSeconds()))
                    : Duration.between(
                            Instant.now(), ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
