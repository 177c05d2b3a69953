package dev.offhook.notification.providers;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

/** What became of a request: whether it can have reached the provider, and what an answer says about the next one. */
public final class Reached {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration LONGEST = Duration.ofHours(1);

    private Reached() {}

    /**
     * Sends a request, and says what became of it. An answer of 400 to 499 says that nothing was taken; about any other
     * answer that is no success neither provider documents anything, so that the message may exist.
     *
     * @param provider its name, for the reason
     * @param request answers with what the provider said in a success
     * @param busy the provider's code for too many requests; null where it has none
     * @param refused what an answer of 400 to 499, except 429, means
     */
    public static Outcome asked(
            String provider, Supplier<Outcome> request, @Nullable String busy, Function<Response, Outcome> refused) {
        try {
            return request.get();
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status == TOO_MANY_REQUESTS) {
                return new Outcome.NotTaken(
                        busy, provider + " has too many requests", retryAfter(e.getResponse()), false);
            }
            return status < 400 || status >= 500
                    ? new Outcome.Lost(provider + " answered with status " + status)
                    : refused.apply(e.getResponse());
        } catch (RuntimeException e) {
            return maybe(e)
                    ? new Outcome.Lost(provider + " did not answer the request that it had got")
                    : new Outcome.NotTaken(null, provider + " cannot be reached", null, true);
        }
    }

    /**
     * Asks a provider for messages that it has.
     *
     * @param provider its name, for the reason
     * @throws LookupFailedException when it does not tell
     */
    public static <T> T told(String provider, Supplier<T> request) {
        try {
            return request.get();
        } catch (WebApplicationException e) {
            throw new LookupFailedException(provider + " tells of no messages, status "
                    + e.getResponse().getStatus());
        } catch (LookupFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new LookupFailedException(provider + " cannot be reached, to tell of messages");
        }
    }

    /** A request that was refused, in words that name its status alone. */
    public static Outcome refused(Response response) {
        return new Outcome.Refused(null, "refused with status " + response.getStatus(), false);
    }

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
