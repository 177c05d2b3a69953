package dev.offhook.webhook.twilio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.Traceparent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A webhook as Twilio posts it: form parameters, some of them repeated, many of them unknown.
 *
 * @param pathAndQuery the raw request target, as signed
 * @param parameters the decoded form parameters in their order
 * @param query the decoded parameters of our own URL: step, turn, …
 * @param signature {@code X-Twilio-Signature}, null when missing
 * @param idempotencyToken the same over the retries of one request, null when missing
 * @param traceparent W3C trace context
 */
record TwilioRequest(
        String pathAndQuery,
        Map<String, List<String>> parameters,
        Map<String, List<String>> query,
        String signature,
        String idempotencyToken,
        String traceparent) {
    private static final int MOST_PARAMETERS = 1_000;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");

    /**
     * Reads a request.
     *
     * @throws ProblemException 400 when the form does not decode
     */
    static TwilioRequest read(HttpServerRequest request, byte[] body) {
        return new TwilioRequest(
                request.uri(),
                decode(new String(body, UTF_8), false, "body"),
                decode(request.uri(), true, "URL"),
                request.getHeader("X-Twilio-Signature"),
                request.getHeader("I-Twilio-Idempotency-Token"),
                Traceparent.of(request.getHeader("traceparent")));
    }

    /** The first value of a parameter; empty when it is missing or blank. */
    Optional<String> parameter(String name) {
        return first(parameters, name);
    }

    /** The first value of a parameter of our own URL; empty when it is missing or blank. */
    Optional<String> ofUrl(String name) {
        return first(query, name);
    }

    /** The number of the turn in our own URL; empty when there is none, or none that we wrote. */
    Optional<Integer> turn() {
        return ofUrl("turn").flatMap(TwilioRequest::positive);
    }

    /** The caller: E.164 where it is a number, else Twilio's word for it; null when missing. */
    String caller() {
        String from = parameter("From").orElse(null);
        return PhoneNumbers.e164(from).orElse(from);
    }

    /** What the caller speaks, as our own URL has it; empty for the tenant's language. */
    Optional<String> language() {
        return ofUrl("lang").filter(tag -> LANGUAGE.matcher(tag).matches());
    }

    /** A whole number from 0; empty for anything else. */
    static Optional<Integer> count(String text) {
        return "0".equals(text) ? Optional.of(0) : positive(text);
    }

    /** A whole number from 1; empty for anything else. */
    static Optional<Integer> positive(String text) {
        try {
            int number = Integer.parseInt(text);
            return number > 0 ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * A parameter that Twilio always sends.
     *
     * @throws ProblemException 400 that names it
     */
    String required(String name) {
        return parameter(name)
                .orElseThrow(() -> ProblemException.badRequest(name, "parameter " + name + " is missing or empty"));
    }

    private static Optional<String> first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static Map<String, List<String>> decode(String text, boolean hasPath, String where) {
        try {
            return new QueryStringDecoder(text, UTF_8, hasPath, MOST_PARAMETERS, true).parameters();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    where,
                    "the " + where + " is not percent-encoded: each % needs two hex digits behind it, as in %2B");
        }
    }
}
