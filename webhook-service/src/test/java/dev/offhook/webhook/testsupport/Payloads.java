package dev.offhook.webhook.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.webhook.twilio.TwilioSignature;
import io.netty.handler.codec.http.QueryStringDecoder;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What providers post, byte for byte: {@code vectors/payloads.json}. */
public final class Payloads {
    private Payloads() {}

    /**
     * One payload.
     *
     * @param id names it
     * @param route where it goes: a path of ours, or what the file calls it
     * @param contentType its media type
     * @param raw its body
     * @param headers what the provider sends along, as captured
     */
    public record Payload(String id, String route, String contentType, String raw, Map<String, String> headers) {

        /** True for what somebody posts to us. */
        public boolean isPosted() {
            return path() != null;
        }

        /** Our path with its query; null where it is not for us. */
        public String path() {
            return switch (route) {
                case "own webhook (from VoxEngine)" -> "/webhook/voximplant";
                case "POST /test/call" -> "/test/call";
                default -> {
                    if (route.startsWith("account callback")) {
                        yield "/webhook/voximplant/account";
                    }
                    yield route.startsWith("/webhook") ? route : null;
                }
            };
        }

        /** True for Twilio's signed forms. */
        public boolean isForm() {
            return contentType.startsWith("application/x-www-form-urlencoded");
        }

        /** The same with other text in its body. */
        public Payload with(String text, String other) {
            return new Payload(id, route, contentType, raw.replace(text, other), headers);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** All of them, also those that nobody posts to us. */
    public static List<Payload> all() {
        try (var file = Payloads.class.getResourceAsStream("/vectors/payloads.json")) {
            return StreamSupport.stream(
                            new ObjectMapper().readTree(file).get("payloads").spliterator(), false)
                    .map(Payloads::payload)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that somebody posts to us. */
    public static List<Payload> posted() {
        return all().stream().filter(Payload::isPosted).toList();
    }

    /** The signature that Twilio gives a form. */
    public static String sign(String token, String pathAndQuery, String form) {
        return TwilioSignature.sign(
                token, Twilio.PUBLIC_URL + pathAndQuery, new QueryStringDecoder(form, UTF_8, false).parameters());
    }

    private static Payload payload(JsonNode node) {
        return new Payload(
                node.get("id").asText(),
                node.get("route").asText(),
                node.path("content_type").asText(),
                node.get("raw").asText(),
                headers(node.path("headers")));
    }

    private static Map<String, String> headers(JsonNode node) {
        var headers = new LinkedHashMap<String, String>();
        node.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }
}
