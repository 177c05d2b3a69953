package dev.offhook.webhook.twilio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TwilioSignatureTest {
    private static final String URL = "https://bot.example.org/webhook/call";

    @ParameterizedTest
    @MethodSource("vectors")
    void everySharedVectorIsJudgedRight(JsonNode vector) {
        // Given
        byte[] body = vector.has("body") ? vector.get("body").asText().getBytes(StandardCharsets.UTF_8) : null;

        // When
        boolean valid = TwilioSignature.verify(
                List.of(vector.get("url").asText()),
                parameters(vector),
                body,
                List.of(vector.get("auth_token").asText()),
                vector.get("signature").asText());

        // Then
        assertThat(valid).isEqualTo(vector.get("expected_valid").asBoolean());
    }

    @Test
    void eitherTokenIsAcceptedWhileRotating() {
        String signature = TwilioSignature.sign("new", URL, Map.of("A", List.of("1")));

        assertThat(TwilioSignature.verify(
                        List.of(URL), Map.of("A", List.of("1")), null, List.of("old", "new"), signature))
                .isTrue();
    }

    @Test
    void missingSignatureIsRefused() {
        assertThat(TwilioSignature.verify(List.of(URL), Map.of(), null, List.of("12345"), null))
                .isFalse();
        assertThat(TwilioSignature.verify(List.of(URL), Map.of(), null, List.of("12345"), ""))
                .isFalse();
    }

    @Test
    void emptyTokenVerifiesNothing() {
        assertThat(TwilioSignature.verify(List.of(URL), Map.of(), null, List.of(""), ""))
                .isFalse();
    }

    @Test
    void addedParameterBreaksTheSignature() {
        String signature = TwilioSignature.sign("12345", URL, Map.of("A", List.of("1")));

        assertThat(TwilioSignature.verify(
                        List.of(URL), Map.of("A", List.of("1"), "B", List.of("")), null, List.of("12345"), signature))
                .isFalse();
    }

    static Stream<Named<JsonNode>> vectors() throws IOException {
        try (var file = TwilioSignatureTest.class.getResourceAsStream("/vectors/twilio-signatures.json")) {
            JsonNode root = new ObjectMapper().readTree(file);
            return Stream.concat(
                            StreamSupport.stream(root.get("vectors").spliterator(), false),
                            StreamSupport.stream(root.get("own_routes").spliterator(), false))
                    .map(vector -> Named.of(vector.get("id").asText(), vector));
        }
    }

    static Map<String, List<String>> parameters(JsonNode vector) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (JsonNode pair : vector.get("params")) {
            parameters
                    .computeIfAbsent(pair.get(0).asText(), name -> new ArrayList<>())
                    .add(pair.get(1).isNull() ? "" : pair.get(1).asText());
        }
        return parameters;
    }
}
