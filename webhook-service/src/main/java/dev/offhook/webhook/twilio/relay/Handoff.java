package dev.offhook.webhook.twilio.relay;

import java.util.Optional;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.kit.phone.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * What a call goes on with when a session has ended: {@code handoffData}, which we give Twilio with {@code end} and get
 * back at the action of {@code <Connect>}, on whichever replica.
 */
public sealed interface Handoff {

    /**
     * Connect the caller to a human.
     *
     * @param number E.164
     * @param timeoutSeconds of ringing, 5 to 600
     */
    record Transfer(String number, int timeoutSeconds) implements Handoff {}

    /** Record a message of the caller, of at most {@code maxSeconds}. */
    record Record(int maxSeconds) implements Handoff {}

    /** End the call. */
    record HangUp() implements Handoff {}

    /**
     * Go on in a new session.
     *
     * @param event the id of the turn whose words the caller has not heard to the end; null when there is none
     * @param from the number of the first reply to it that went unheard
     */
    record Resume(@Nullable String event, int from) implements Handoff {}

    /** As it travels. */
    default String json() {
        ObjectNode json = EventJson.mapper().createObjectNode();
        return switch (this) {
            case Transfer transfer ->
                json.put("action", "transfer")
                        .put("number", transfer.number())
                        .put("timeout", transfer.timeoutSeconds())
                        .toString();
            case Record recording ->
                json.put("action", "record")
                        .put("maxSeconds", recording.maxSeconds())
                        .toString();
            case HangUp() -> json.put("action", "hangup").toString();
            case Resume resume ->
                json.put("action", "resume")
                        .put("event", resume.event())
                        .put("from", resume.from())
                        .toString();
        };
    }

    /** Reads it; empty for what is not ours, or broken. */
    static Optional<Handoff> read(String text) {
        try {
            JsonNode json = EventJson.mapper().readTree(text);
            return json == null ? Optional.empty() : of(json);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Handoff> of(JsonNode json) {
        return switch (json.path("action").asText("")) {
            case "transfer" ->
                PhoneNumbers.e164(json.path("number").asText(null))
                        .map(number -> new Transfer(
                                number, Math.clamp(json.path("timeout").asInt(30), 5, 600)));
            case "record" ->
                Optional.of(new Record(Math.clamp(json.path("maxSeconds").asInt(120), 1, 3600)));
            case "hangup" -> Optional.of(new HangUp());
            case "resume" ->
                Optional.of(new Resume(
                        json.path("event").asText(null),
                        Math.max(0, json.path("from").asInt(0))));
            default -> Optional.empty();
        };
    }
}
