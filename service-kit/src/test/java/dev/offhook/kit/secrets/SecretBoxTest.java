package dev.offhook.kit.secrets;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretBoxTest {
    private static final String OLD = key("old", 1);
    private static final String NEW = key("new", 2);

    @Test
    void secretReadsBackForItsTenantOnly() {
        // Given
        var box = new SecretBox(List.of(NEW));

        // When
        String ciphertext = box.encrypt("hr-center", "тайна 12345");

        // Then
        assertThat(ciphertext).startsWith("v1:new:").doesNotContain("12345");
        assertThat(box.decrypt("hr-center", ciphertext)).isEqualTo("тайна 12345");
        assertThatThrownBy(() -> box.decrypt("sales", ciphertext)).isInstanceOf(SecretUnreadableException.class);
    }

    @Test
    void sameSecretIsNeverTheSameCiphertext() {
        var box = new SecretBox(List.of(NEW));

        assertThat(box.encrypt("hr-center", "12345")).isNotEqualTo(box.encrypt("hr-center", "12345"));
    }

    @Test
    void olderKeyOfTheRingStillOpens() {
        String ciphertext = new SecretBox(List.of(OLD)).encrypt("hr-center", "12345");

        assertThat(new SecretBox(List.of(NEW, OLD)).decrypt("hr-center", ciphertext))
                .isEqualTo("12345");
        assertThatThrownBy(() -> new SecretBox(List.of(NEW)).decrypt("hr-center", ciphertext))
                .isInstanceOf(SecretUnreadableException.class)
                .hasMessageContaining("'old'");
    }

    @Test
    void changedCiphertextDoesNotOpen() {
        var box = new SecretBox(List.of(NEW));
        String ciphertext = box.encrypt("hr-center", "12345");
        char last = ciphertext.charAt(ciphertext.length() - 3);
        String changed = ciphertext.substring(0, ciphertext.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + ciphertext.substring(ciphertext.length() - 2);

        assertThatThrownBy(() -> box.decrypt("hr-center", changed)).isInstanceOf(SecretUnreadableException.class);
        assertThatThrownBy(() -> box.decrypt("hr-center", "v1:new:AAAA")).isInstanceOf(SecretUnreadableException.class);
        assertThatThrownBy(() -> box.decrypt("hr-center", null)).isInstanceOf(SecretUnreadableException.class);
    }

    @Test
    void keyOfTheWrongLengthIsNamedAndNotShown() {
        assertThatThrownBy(() -> new SecretBox(List.of("2026a:c2hvcnQ=")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026a")
                .hasMessageNotContaining("c2hvcnQ");
    }

    @Test
    void withoutKeysNothingIsEncrypted() {
        assertThatThrownBy(() -> new SecretBox(List.of()).encrypt("hr-center", "12345"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OFFHOOK_SECRETS_KEYS");
    }

    private static String key(String id, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }
}
