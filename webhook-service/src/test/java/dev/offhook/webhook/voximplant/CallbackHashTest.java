package dev.offhook.webhook.voximplant;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackHashTest {

    @ParameterizedTest
    @MethodSource("vectors")
    void vectorFits(JsonNode vector) {
        // Given
        String hash = vector.path("hash").asText();

        // When Then
        assertThat(verify(vector, vector.path("salt").asText(), hash)).isTrue();
        assertThat(verify(vector, vector.path("salt").asText(), hash.toUpperCase(Locale.ROOT)))
                .isTrue();
        assertThat(verify(vector, "other salt", hash)).isFalse();
        assertThat(verify(vector, vector.path("salt").asText(), hash.substring(1)))
                .isFalse();
    }

    @Test
    void oddInputIsNoHash() {
        assertThat(CallbackHash.verify(List.of(""), "1", List.of("key"), "2", null))
                .isFalse();
        assertThat(CallbackHash.verify(List.of(""), "1", List.of("key"), "2", ""))
                .isFalse();
        assertThat(CallbackHash.verify(List.of(""), "1", List.of("key"), "2", "хеш"))
                .isFalse();
        assertThat(CallbackHash.verify(List.of(), "1", List.of(), "2", CallbackHash.of("", "1", "", "2")))
                .isFalse();
    }

    static Stream<JsonNode> vectors() throws IOException {
        try (var file = CallbackHashTest.class.getResourceAsStream("/vectors/voximplant-callback-hash.json")) {
            var vectors = new ObjectMapper().readTree(file).path("vectors");
            return StreamSupport.stream(vectors.spliterator(), false).toList().stream();
        }
    }

    private static boolean verify(JsonNode vector, String salt, String hash) {
        return CallbackHash.verify(
                List.of("an older salt", salt),
                vector.path("account_id").asText(),
                List.of(vector.path("api_key").asText()),
                vector.path("callback_id").asText(),
                hash);
    }
}
