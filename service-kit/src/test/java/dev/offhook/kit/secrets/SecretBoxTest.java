package dev.offhook.kit.secrets;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import dev.offhook.events.KeyRing;
import dev.offhook.events.KeyRing.DataKey;
import dev.offhook.events.KeyRing.State;
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

    @Test
    void primaryKeyOfTheRingSealsAndTheEnvironmentsKeyStillOpens() {
        // Given
        var box = new SecretBox(List.of(OLD));
        String before = box.encrypt("hr-center", "12345");

        // When
        var problems = box.follow(ring(1, dataKey(box, "d1", State.PRIMARY)), Set.of());

        // Then
        assertThat(problems).isEmpty();
        assertThat(box.generation()).isEqualTo(1);
        assertThat(box.encrypt("hr-center", "12345")).startsWith("v1:d1:");
        assertThat(box.decrypt("hr-center", before)).isEqualTo("12345");
    }

    @Test
    void keyThatIsBeingDistributedOpensAndDoesNotSeal() {
        // Given
        var sealing = new SecretBox(List.of(OLD));
        var first = dataKey(sealing, "d1", State.PRIMARY);
        sealing.follow(ring(1, first), Set.of());
        var reading = new SecretBox(List.of(OLD));

        // When
        reading.follow(ring(1, new DataKey("d1", first.wrapped(), State.NEXT)), Set.of());

        // Then
        assertThat(reading.decrypt("hr-center", sealing.encrypt("hr-center", "12345")))
                .isEqualTo("12345");
        assertThat(reading.encrypt("hr-center", "12345")).startsWith("v1:old:");
    }

    @Test
    void retiredKeyIsKeptAsLongAsItIsNeeded() {
        // Given
        var box = new SecretBox(List.of(OLD));
        var first = dataKey(box, "d1", State.PRIMARY);
        box.follow(ring(1, first), Set.of());
        String ciphertext = box.encrypt("hr-center", "12345");
        var second = ring(2, dataKey(box, "d2", State.PRIMARY));

        // When
        box.follow(second, Set.of("d1"));
        String whileNeeded = box.decrypt("hr-center", ciphertext);
        box.follow(second, Set.of("d2"));

        // Then
        assertThat(whileNeeded).isEqualTo("12345");
        assertThatThrownBy(() -> box.decrypt("hr-center", ciphertext))
                .isInstanceOf(SecretUnreadableException.class)
                .hasMessageContaining("'d1'");
    }

    @Test
    void olderRingChangesNothing() {
        // Given
        var box = new SecretBox(List.of(OLD));
        var first = dataKey(box, "d1", State.PRIMARY);
        box.follow(ring(2, dataKey(box, "d2", State.PRIMARY)), Set.of());

        // When
        box.follow(ring(1, first), Set.of());

        // Then
        assertThat(box.primary()).contains("d2");
        assertThat(box.generation()).isEqualTo(2);
    }

    @Test
    void otherKeyUnderTheSameNameIsToldAndSealsNothing() {
        // Given
        var ring = ring(1, dataKey(new SecretBox(List.of(OLD)), "d1", State.PRIMARY));
        var wrong = new SecretBox(List.of(key("old", 3)));

        // When
        var problems = wrong.follow(ring, Set.of());

        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("'d1'", "'old'", "OFFHOOK_SECRETS_KEYS has another key under this name");
        assertThat(wrong.generation()).isZero();
        assertThatThrownBy(() -> wrong.encrypt("hr-center", "12345"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another key under this name");
    }

    @Test
    void keyOfTheEnvironmentThatIsNotHereIsNamed() {
        // Given
        var ring = ring(1, dataKey(new SecretBox(List.of(OLD)), "d1", State.PRIMARY));

        // When
        var problems = new SecretBox(List.of(NEW)).follow(ring, Set.of());

        // Then
        assertThat(problems).singleElement().asString().contains("wrapped by 'old'", "it has [new]");
    }

    @Test
    void wrappedKeyOpensAsNoTenantsSecret() {
        // Given
        var box = new SecretBox(List.of(OLD));
        var key = dataKey(box, "d1", State.PRIMARY);

        // Then
        for (String slug : List.of("d1", "key-ring", "hr-center")) {
            assertThatThrownBy(() -> box.decrypt(slug, key.wrapped())).isInstanceOf(SecretUnreadableException.class);
        }
        assertThat(box.follow(ring(1, new DataKey("d2", key.wrapped(), State.PRIMARY)), Set.of()))
                .hasSize(1);
    }

    private static DataKey dataKey(SecretBox box, String id, State state) {
        return new DataKey(id, box.newDataKey(id), state);
    }

    private static KeyRing ring(long generation, DataKey... keys) {
        return new KeyRing(generation, List.of(keys));
    }

    private static String key(String id, int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }
}
