package dev.offhook.notification.twilio;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import dev.offhook.notification.message.MessageState.Step;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Sends a message through Twilio, and says for certain what is certain: Twilio has it, Twilio has not, or nobody knows.
 */
@ApplicationScoped
public class TwilioMessages {
    private static final int TOO_MANY_REQUESTS = 429;

    private final TwilioApi api;

    TwilioMessages(@RestClient TwilioApi api) {
        this.api = api;
    }

    /**
     * Who sends.
     *
     * @param account the {@code AccountSid}
     * @param token its auth token, in clear
     */
    public record Credentials(String account, String token) {
        private String basic() {
            return "Basic " + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(UTF_8));
        }

        /** Never the token. */
        @Override
        public String toString() {
            return "Credentials[" + account + "]";
        }
    }

    /**
     * Sends one message. As long as Twilio has surely not taken it (no connection, 429) it is tried again, with growing
     * pauses and for the time that {@code application.properties} says.
     *
     * @param attempts is raised by every request
     * @return what Twilio said, or that its answer was lost
     * @throws NotTakenException when Twilio could not be asked, or was too busy, for all that time
     */
    @Retry(retryOn = NotTakenException.class)
    @ExponentialBackoff
    public Step send(Credentials credentials, String to, String from, String text, AtomicInteger attempts) {
        attempts.incrementAndGet();
        try {
            var message = api.create(credentials.account(), credentials.basic(), to, from, text);
            return message == null || message.sid() == null
                    ? new Step.Lost("Twilio took the message without telling its sid")
                    : new Step.Taken(message.sid());
        } catch (WebApplicationException e) {
            return answered(e.getResponse());
        } catch (RuntimeException e) {
            if (nothingWasSent(e)) {
                throw new NotTakenException(null, "Twilio cannot be reached");
            }
            return new Step.Lost("Twilio did not answer the request that it had got");
        }
    }

    private static Step answered(Response response) {
        int status = response.getStatus();
        if (status == TOO_MANY_REQUESTS) {
            throw new NotTakenException("20429", "Twilio has too many requests");
        }
        if (status < 400 || status >= 500) {
            return new Step.Lost("Twilio answered with status " + status);
        }
        var error = error(response);
        return error.code() == null
                ? new Step.Refused(null, "refused with status " + status)
                : new Step.Refused(error.code().toString(), error.message());
    }

    private static TwilioError error(Response response) {
        try {
            var error = response.readEntity(TwilioError.class);
            return error == null ? new TwilioError(null, null, null) : error;
        } catch (RuntimeException e) {
            // A proxy's page, for example: the status says enough.
            return new TwilioError(null, null, null);
        }
    }

    private static boolean nothingWasSent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }
}
