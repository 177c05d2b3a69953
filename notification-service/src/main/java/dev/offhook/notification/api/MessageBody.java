package dev.offhook.notification.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsRequest;
import dev.offhook.kit.problem.ProblemException;

/**
 * The body of a request to send: that of {@link SmsRequest}, and whose it is.
 *
 * @param tenant slug
 * @param request what to send, not checked any further
 */
record MessageBody(String tenant, SmsRequest request) {
    private static final String TENANT = "tenant";
    private static final ObjectReader TREE =
            EventJson.mapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final ObjectReader READER = EventJson.mapper()
            .readerFor(SmsRequest.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);

    /**
     * Reads a body. Unlike an event, which may be of a later version, it may hold nothing that is not known.
     *
     * @throws ProblemException 400, naming the field
     */
    static MessageBody read(byte[] json) {
        JsonNode tree = tree(json);
        if (!(tree instanceof ObjectNode body)) {
            throw ProblemException.badRequest("body", "is no JSON object; good is as in docs/notification.md");
        }
        JsonNode tenant = body.remove(TENANT);
        if (tenant == null || !tenant.isTextual() || tenant.textValue().isBlank()) {
            throw ProblemException.badRequest(TENANT, "is missing; good is the slug of a tenant");
        }
        try {
            return new MessageBody(tenant.textValue(), READER.readValue(body));
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.badRequest(path(e), "is not known; known are " + known(e));
        } catch (InvalidFormatException e) {
            throw ProblemException.badRequest(path(e), "does not fit; " + good(e.getTargetType()));
        } catch (JsonMappingException e) {
            throw ProblemException.badRequest(path(e), "is of another kind, or a value in it is missing");
        } catch (IOException e) {
            throw ProblemException.badRequest("body", "is no JSON object");
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return json == null ? null : TREE.readTree(json);
        } catch (IOException e) {
            throw ProblemException.badRequest("body", "is no JSON, or has a field twice");
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().isEmpty()
                ? "body"
                : e.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."));
    }

    private static List<String> known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
    }

    private static String good(Class<?> type) {
        if (type != null && type.isEnum()) {
            return "good are "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> EventJson.mapper().convertValue(constant, String.class))
                            .toList();
        }
        return type == Instant.class ? "good is 2026-11-20T10:15:30Z" : "see docs/notification.md";
    }
}
