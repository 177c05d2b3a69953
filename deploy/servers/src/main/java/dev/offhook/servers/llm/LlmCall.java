package dev.offhook.servers.llm;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One request that the server got.
 *
 * @param number counts the requests of a server, from 1
 * @param at when its body was there
 * @param model as asked for
 * @param authorized whether an {@code Authorization} header was there; its value is not kept
 * @param stream whether the answer was wanted in pieces
 * @param body the request as it came
 */
public record LlmCall(int number, Instant at, String model, boolean authorized, boolean stream, JsonNode body) {
    /** The contents of all messages of a role ({@code system}, {@code user}, {@code assistant}, {@code tool}). */
    public List<String> texts(String role) {
        return messages()
                .filter(message -> message.path("role").asText().equals(role))
                .map(LlmCall::content)
                .toList();
    }

    /** The system prompt, empty when there is none. */
    public String system() {
        return String.join("\n", texts("system"));
    }

    /** What the user said last, empty when there is nothing. */
    public String lastUserText() {
        List<String> said = texts("user");
        return said.isEmpty() ? "" : said.getLast();
    }

    /** The result of a tool when it is what came last. */
    public Optional<String> toolResult() {
        return messages()
                .reduce((first, second) -> second)
                .filter(last -> last.path("role").asText().equals("tool"))
                .map(LlmCall::content);
    }

    /** Whether the answer must be JSON. */
    public boolean wantsJson() {
        return body.path("response_format")
                .path("type")
                .asText()
                .toLowerCase(Locale.ROOT)
                .startsWith("json");
    }

    boolean wantsUsage() {
        return body.path("stream_options").path("include_usage").asBoolean();
    }

    /** How many tokens the request costs: a token for every four characters, and four for each message. */
    int tokensIn() {
        return messages().mapToInt(message -> 4 + content(message).length() / 4).sum();
    }

    private Stream<JsonNode> messages() {
        return StreamSupport.stream(body.path("messages").spliterator(), false);
    }

    private static String content(JsonNode message) {
        JsonNode content = message.path("content");
        if (!content.isArray()) {
            return content.asText("");
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }
}
