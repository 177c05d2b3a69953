package dev.offhook.local.provider;

import java.net.URLEncoder;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.vertx.core.http.WebSocket;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Twilio, on behalf of one account: posts webhooks with the headers and the signature that Twilio gives them.
 *
 * @param ingress who is called
 * @param sid the {@code AccountSid}
 * @param authToken signs
 */
public record TwilioAccount(Ingress ingress, String sid, String authToken) {

    /**
     * Posts a webhook; completes with the body of the answer.
     *
     * @param url absolute, as the number's settings or a TwiML document name it
     */
    public CompletableFuture<String> post(String url, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return ingress.post(
                url,
                Map.of(
                        "Content-Type", "application/x-www-form-urlencoded; charset=utf-8",
                        "Accept", "*/*",
                        "User-Agent", "TwilioProxy/1.1",
                        "X-Home-Region", "us1",
                        "I-Twilio-Idempotency-Token", UUID.randomUUID().toString(),
                        "X-Twilio-Signature", TwilioSignature.of(authToken, url, parameters)),
                form);
    }

    /**
     * Opens a socket, with the signature that Twilio gives its handshake.
     *
     * @param url {@code wss://…}, as a TwiML document names it
     */
    CompletableFuture<WebSocket> connect(String url, Consumer<String> received, Runnable closed) {
        return ingress.connect(
                url, Map.of("X-Twilio-Signature", TwilioSignature.of(authToken, url, Map.of())), received, closed);
    }

    /** A fresh id of Twilio's form: two letters and 32 hexadecimal digits. */
    static String freshSid(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
