package dev.offhook.webhook.voximplant;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.kit.problem.ProblemException;

/** A posted JSON object, read field by field; what is wrong is a 400 that names the field. */
record VoximplantBody(JsonNode root) {
    private static final int MOST_TURNS = 100_000;
    private static final int MOST_SECONDS = 86_400;
    private static final int PERCENT = 100;

    /**
     * Reads a body.
     *
     * @throws ProblemException 400 when it is no JSON object
     */
    static VoximplantBody parse(ObjectMapper json, byte[] body) {
        JsonNode root = tree(json, body);
        if (!root.isObject()) {
            throw ProblemException.badRequest(
                    null, "the body is no JSON object; send for example {\"event_type\":\"call_started\",…}");
        }
        return new VoximplantBody(root);
    }

    private static JsonNode tree(ObjectMapper json, byte[] body) {
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

    /** The text of a field, without the space around it; empty when it is missing, null or blank. */
    Optional<String> text(String field) {
        return text(root, field);
    }

    /**
     * The text of a field that the event cannot do without.
     *
     * @param example what to send
     */
    String required(String field, String example) {
        return text(field)
                .orElseThrow(
                        () -> ProblemException.badRequest(field, field + " is missing; send for example " + example));
    }

    /** The number of a turn; empty when the scenario counts none. */
    Optional<Integer> turn() {
        JsonNode value = root.path("turn");
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 0
                || value.intValue() > MOST_TURNS) {
            throw ProblemException.badRequest("turn", "turn is no number of a turn; send 0, 1, 2, … without quotes");
        }
        return Optional.of(value.intValue());
    }

    /** A time in seconds, rounded; empty when it is missing. */
    Optional<Integer> seconds(String field) {
        JsonNode value = root.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= MOST_SECONDS)) {
            throw ProblemException.badRequest(
                    field, field + " is no number of seconds from 0 to " + MOST_SECONDS + "; send for example 12.5");
        }
        return Optional.of((int) Math.round(value.doubleValue()));
    }

    /** How sure the recogniser is, 0 to 1. Its scale differs by recogniser: 0 to 1, or 0 to 100. */
    Optional<Double> confidence() {
        JsonNode value = root.path("confidence");
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > PERCENT) {
            return Optional.empty();
        }
        return Optional.of(value.doubleValue() > 1 ? value.doubleValue() / PERCENT : value.doubleValue());
    }

    /** The tenant's slug. VoxEngine's own custom data is a string, and some scenarios pass it on as it is. */
    Optional<String> slug(ObjectMapper json) {
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
}
