package dev.offhook.webhook.voximplant;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.kit.problem.ProblemException;

/**
 * What a VoxEngine scenario posts: the seed's contract. Tolerant of missing and unknown keys, since operators paste and
 * edit the scenario; strict about what the event cannot do without.
 *
 * @param type which event
 * @param callId Voximplant's id of the call
 * @param tenant the tenant's slug from {@code custom_data}, empty when the scenario gives none
 * @param phoneNumber the caller, empty when missing
 * @param to the called number, empty when missing
 * @param text what was recognised, empty when missing or blank
 * @param confidence 0 to 1, empty when missing
 */
record VoximplantEvent(
        Type type,
        String callId,
        Optional<String> tenant,
        Optional<String> phoneNumber,
        Optional<String> to,
        Optional<String> text,
        Optional<Double> confidence) {
    private static final int LONGEST_CALL_ID = 200;
    private static final int PERCENT = 100;

    /** The seed's three events. */
    enum Type {
        CALL_STARTED("call_started"),
        SPEECH_RECOGNIZED("speech_recognized"),
        CALL_ENDED("call_ended");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }
    }

    /**
     * Reads a posted body.
     *
     * @throws ProblemException 400 that names what is wrong
     */
    static VoximplantEvent read(ObjectMapper json, byte[] body) {
        JsonNode root = parse(json, body);
        if (!root.isObject()) {
            throw ProblemException.badRequest(
                    null, "the body is no JSON object; send for example {\"event_type\":\"call_started\",…}");
        }
        return new VoximplantEvent(
                type(root),
                callId(root),
                slug(json, root),
                text(root, "phone_number"),
                text(root, "to"),
                text(root, "text"),
                confidence(root));
    }

    private static JsonNode parse(ObjectMapper json, byte[] body) {
        if (body.length == 0) {
            throw ProblemException.badRequest(
                    null, "the body is empty; send for example {\"event_type\":\"call_started\",…}");
        }
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw ProblemException.badRequest(
                    null,
                    "the body is not JSON: " + e.getOriginalMessage()
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
        } catch (IOException e) {
            throw ProblemException.badRequest(null, "the body could not be read: " + e.getMessage());
        }
    }

    private static Type type(JsonNode root) {
        String wire = text(root, "event_type").orElse("");
        for (Type type : Type.values()) {
            if (type.wire.equals(wire)) {
                return type;
            }
        }
        throw ProblemException.badRequest(
                "event_type",
                "event_type is " + (wire.isEmpty() ? "missing" : "not known")
                        + "; it is call_started, speech_recognized or call_ended");
    }

    private static String callId(JsonNode root) {
        String callId = text(root, "call_id")
                .orElseThrow(() ->
                        ProblemException.badRequest("call_id", "call_id is missing; send what call.id() returns"));
        if (callId.length() > LONGEST_CALL_ID) {
            throw ProblemException.badRequest(
                    "call_id", "call_id has " + callId.length() + " characters; " + LONGEST_CALL_ID + " are allowed");
        }
        return callId;
    }

    // VoxEngine's own custom data is a string, and some scenarios pass it on as it is.
    private static Optional<String> slug(ObjectMapper json, JsonNode root) {
        JsonNode data = root.path("custom_data");
        if (data.isTextual()) {
            try {
                data = json.readTree(data.textValue());
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }
        return text(data, "tenant_slug");
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw ProblemException.badRequest(
                    field,
                    field + " is " + value.getNodeType().name().toLowerCase(Locale.ROOT) + "; it must be a string");
        }
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }

    // Its scale differs by recogniser: 0 to 1, or 0 to 100.
    private static Optional<Double> confidence(JsonNode root) {
        JsonNode value = root.path("confidence");
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > PERCENT) {
            return Optional.empty();
        }
        return Optional.of(value.doubleValue() > 1 ? value.doubleValue() / PERCENT : value.doubleValue());
    }
}
