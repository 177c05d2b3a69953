package dev.offhook.webhook.twilio;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.provider.WebhookRequest;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A webhook as Twilio posts it: form parameters, some of them repeated, many of them unknown.
 *
 * @param http the request itself
 * @param parameters the decoded form parameters in their order; those of the URL where there is no form
 * @param query the decoded parameters of our own URL: step, turn, …
 * @param signature {@code X-Twilio-Signature}, null when missing
 * @param idempotencyToken the same over the retries of one request, null when missing
 * @param traceparent W3C trace context
 */
record TwilioRequest(
        WebhookRequest http,
        Map<String, List<String>> parameters,
        Map<String, List<String>> query,
        String signature,
        String idempotencyToken,
        String traceparent) {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
    // Neither an XML document nor a text column carries them, and nobody can say them.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");

    /**
     * Reads a request.
     *
     * @param mostParameters how many a form or a query may have
     * @throws ProblemException 400 when the form does not decode, or has too many parameters
     */
    static TwilioRequest read(WebhookRequest request, int mostParameters) {
        var query = FormParameters.decode(request.target(), UTF_8, "URL", mostParameters);
        return new TwilioRequest(
                request,
                request.body().length == 0 || !hasForm(request)
                        ? query
                        : FormParameters.decode(request.body(), type(request), mostParameters),
                query,
                request.header("X-Twilio-Signature").orElse(null),
                request.header("I-Twilio-Idempotency-Token").orElse(null),
                Traceparent.of(request.header("traceparent").orElse(null)));
    }

    /** True when what is signed beside the URL is a form, be it empty. */
    boolean form() {
        return http.body().length == 0 ? "GET".equals(http.method()) || !namesBodyHash() : hasForm(http);
    }

    /** True when the URL names the hash of the body. */
    boolean namesBodyHash() {
        return TwilioSignature.namesBodyHash(http.target());
    }

    /** {@code /t/<slug>} where the request came under a tenant's own path: our answers' URLs keep it; else empty. */
    String prefix() {
        return http.prefix();
    }

    /**
     * The conversation id of the call.
     *
     * @throws ProblemException 400 when it names no call
     */
    String conversation() {
        return Provider.TWILIO.conversationId(required("CallSid"));
    }

    /** The parameters that are signed beside the URL: none where they stand in it. */
    Map<String, List<String>> signed() {
        return http.body().length == 0 ? Map.of() : parameters;
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

    /** The number that a parameter holds, E.164; empty for anything else. */
    Optional<String> ourNumber(String name) {
        return parameter(name).map(SmsEvent::number).flatMap(PhoneNumbers::e164);
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
                .map(value -> CONTROL.matcher(value).replaceAll(""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    // Without a type it is a form: Twilio posts nothing else unless it is told to.
    private static boolean hasForm(WebhookRequest request) {
        String type = type(request);
        return type.isBlank() || type.split(";", 2)[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded");
    }

    private static String type(WebhookRequest request) {
        return request.header("Content-Type").orElse("");
    }
}
