package dev.offhook.tenant.imports;

import java.nio.file.Path;

import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChannelRulesTest {
    @TempDir
    Path folder;

    @Test
    void scenarioThatNobodyCouldVerifyIsAFault() {
        // Given
        var file = TenantsYaml.file(folder, tenant("enabled: true"));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class)
                .hasMessageContaining("tenant hotel: secrets.voximplant.webhook-key is missing, and channels[2] is a"
                        + " Voximplant voice channel that is switched on")
                .hasMessageContaining("channels[2].unsignedWebhooks: true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsignedWebhooks: true", "enabled: false"})
    void scenarioThatIsTakenUnsignedOrSwitchedOffNeedsNoKey(String line) {
        // Given
        var file = TenantsYaml.file(folder, tenant(line));
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants)
                .singleElement()
                .satisfies(tenant -> assertThat(tenant.document().channels()).hasSize(3));
    }

    @Test
    void keyIsEnough() {
        // Given
        String signed = tenant("enabled: true")
                .replace("    secrets:\n", "    secrets:\n      voximplant.webhook-key: \"a-key\"\n");
        var file = TenantsYaml.file(folder, signed);
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants).hasSize(1);
    }

    private static String tenant(String line) {
        return TenantsYaml.tenant("hotel", "+15005550006")
                .replace(
                        "    assistant:\n",
                        "      - kind: voximplant-voice\n        numbers: [\"+74951234567\"]\n        " + line
                                + "\n    assistant:\n");
    }
}
