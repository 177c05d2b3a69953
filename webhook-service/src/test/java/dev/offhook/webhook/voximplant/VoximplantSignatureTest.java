package dev.offhook.webhook.voximplant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class VoximplantSignatureTest {
    private static final byte[] BODY = "{\"text\":\"да\"}".getBytes(UTF_8);
    private static final Duration WINDOW = Duration.ofSeconds(300);
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    @Test
    void isTheHmacOfTimestampDotBody() {
        // The value of: printf '1790000000.{"text":"да"}' | openssl dgst -sha256 -hmac key
        assertThat(VoximplantSignature.sign("key", "1790000000", BODY))
                .isEqualTo("2b4e72f72ed403caa9152c7879c0baf59deb8fb8aaac03f75bd47126607a7c22");
    }

    @Test
    void signatureFitsInEitherCaseAndWithEitherKey() {
        // Given
        String signature = VoximplantSignature.sign("ключ", "1790000000", BODY);

        // When Then
        assertThat(verify(List.of("ключ"), "1790000000", signature)).isTrue();
        assertThat(verify(List.of("other", "ключ"), "1790000000", signature.toUpperCase(Locale.ROOT)))
                .isTrue();
    }

    @Test
    void anythingElseIsNoSignature() {
        // Given
        String signature = VoximplantSignature.sign("key", "1790000000", BODY);

        // When Then
        assertThat(verify(List.of("other"), "1790000000", signature)).isFalse();
        assertThat(verify(List.of("key"), "1790000001", signature)).isFalse();
        assertThat(verify(List.of("key"), null, signature)).isFalse();
        assertThat(verify(List.of("key"), "1790000000", null)).isFalse();
        assertThat(verify(List.of("key"), "1790000000", "")).isFalse();
        assertThat(verify(List.of(), "1790000000", signature)).isFalse();
        assertThat(verify(List.of(""), "1790000000", signature)).isFalse();
        assertThat(VoximplantSignature.verify(List.of("key"), "1790000000", "{}".getBytes(UTF_8), signature))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,true", "300,true", "-300,true", "301,false", "-301,false"})
    void timeMayLieWithinTheWindow(long offset, boolean timely) {
        assertThat(VoximplantSignature.isTimely(Long.toString(NOW.getEpochSecond() + offset), NOW, WINDOW))
                .isEqualTo(timely);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "1790000000.5", "1790000000000000000000", "٣"})
    void oddTimeIsNotNow(String timestamp) {
        assertThat(VoximplantSignature.isTimely(timestamp, NOW, WINDOW)).isFalse();
    }

    private static boolean verify(List<String> keys, String timestamp, String signature) {
        return VoximplantSignature.verify(keys, timestamp, BODY, signature);
    }
}
