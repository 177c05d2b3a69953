package dev.offhook.webhook.twilio.relay;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * What Twilio sends over a ConversationRelay socket.
 *
 * @see <a href="https://www.twilio.com/docs/voice/conversationrelay/websocket-messages">WebSocket messages</a>
 */
public sealed interface RelayMessage {

    /**
     * The first message of a session.
     *
     * @param sessionId {@code VX…}
     * @param accountSid {@code AC…}
     * @param callSid {@code CA…}
     * @param from the caller: E.164, {@code client:name}, {@code anonymous}, …
     * @param to the number that was called
     * @param parameters what our TwiML said in {@code <Parameter>}
     */
    record Setup(
            String sessionId, String accountSid, String callSid, String from, String to, Map<String, String> parameters)
            implements RelayMessage {
        /** The value of a parameter; empty when it is missing or blank. */
        public Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
        }
    }

    /**
     * The caller says something.
     *
     * @param text what was recognised so far
     * @param language BCP 47, null when Twilio does not say
     * @param last false while it may still change
     */
    record Prompt(String text, @Nullable String language, boolean last) implements RelayMessage {}

    /** The caller pressed a key. */
    record Dtmf(String digit) implements RelayMessage {}

    /** The caller spoke over our words; {@code heard} is what was spoken of them until then. */
    record Interrupt(String heard) implements RelayMessage {}

    /** Twilio could not do something. The text may quote what we sent. */
    record Failure(String description) implements RelayMessage {}

    /** Somebody began or ceased to speak ({@code agentSpeaking}, {@code clientSpeaking}), or something else is told. */
    record Info(String name, String value) implements RelayMessage {}

    /** A type that is not known here: there will be more of them. */
    record Other(String type) implements RelayMessage {}

    /**
     * Reads a message.
     *
     * @return empty when it is no JSON object with a type, or lacks what its type needs
     */
    static Optional<RelayMessage> read(String text) {
        try {
            JsonNode json = EventJson.mapper().readTree(text);
            return json != null && json.isObject() ? of(json) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<RelayMessage> of(JsonNode json) {
        return switch (json.path("type").asText("")) {
            case "" -> Optional.empty();
            case "setup" -> setup(json);
            case "prompt" ->
                json.path("voicePrompt").isTextual()
                        ? Optional.of(new Prompt(
                                json.path("voicePrompt").textValue(),
                                language(json),
                                json.path("last").asBoolean(true)))
                        : Optional.empty();
            case "dtmf" -> Optional.ofNullable(text(json, "digit")).map(Dtmf::new);
            case "interrupt" ->
                Optional.of(new Interrupt(json.path("utteranceUntilInterrupt").asText("")));
            case "error" -> Optional.of(new Failure(json.path("description").asText("")));
            case "info" ->
                Optional.of(new Info(
                        json.path("name").asText(""), json.path("value").asText("")));
            case String type -> Optional.of(new Other(type));
        };
    }

    private static Optional<RelayMessage> setup(JsonNode json) {
        String session = text(json, "sessionId");
        String account = text(json, "accountSid");
        String call = text(json, "callSid");
        if (session == null || account == null || call == null) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        json.path("customParameters")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText("")));
        return Optional.of(new Setup(
                session,
                account,
                call,
                json.path("from").asText(""),
                json.path("to").asText(""),
                Map.copyOf(parameters)));
    }

    private static @Nullable String language(JsonNode json) {
        String tag = text(json, "lang");
        return tag == null || Locale.forLanguageTag(tag).getLanguage().isEmpty() ? null : tag;
    }

    private static @Nullable String text(JsonNode json, String name) {
        String value = json.path(name).asText("");
        return value.isBlank() ? null : value;
    }
}
