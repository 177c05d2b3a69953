package dev.offhook.tenant.imports;

import java.nio.file.Path;

import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AssistantRulesTest {
    private static final String GOOD = TenantsYaml.longTenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Ты консьерж отеля.     | " "                             | assistant.instructions is blank; good is
                    https://llm.example/v1 | llm.example/v1                  | assistant.llm.baseUrl is no absolute http or https URL
                    https://llm.example/v1 | ftp://llm.example/v1            | assistant.llm.baseUrl is no absolute http or https URL
                    https://llm.example/v1 | https:llm                       | assistant.llm.baseUrl is no absolute http or https URL
                    https://llm.example/v1 | https://u:hidden@llm.example    | assistant.llm.baseUrl is no absolute http or https URL without user
                    https://llm.example/v1 | https://llm.example/v1?k=hidden | assistant.llm.baseUrl is no absolute http or https URL
                    https://llm.example/v1 | https://u:hidden@llm example    | assistant.llm.baseUrl is of another kind, which does not fit; good is https://api.openai.com/v1
                    model: small           | model: ""                       | assistant.llm.model is blank
                    temperature: 0.3       | temperature: 2.1                | assistant.llm.temperature 2.1 is not from 0 to 2; good is 0.3
                    temperature: 0.3       | temperature: -0.1               | assistant.llm.temperature -0.1 is not from 0 to 2
                    temperature: 0.3       | temperature: NaN                | assistant.llm.temperature NaN is not from 0 to 2
                    temperature: 0.3       | temperature: warm               | assistant.llm.temperature is 'warm', which does not fit; good is a number, e.g. 0.3
                    maxTokens: 300         | maxTokens: 0                    | assistant.llm.maxTokens 0 is not from 1 to 4096; good is 300
                    maxTokens: 300         | maxTokens: 4097                 | assistant.llm.maxTokens 4097 is not from 1 to 4096
                    maxTokens: 300         | maxTokens: 300.5                | assistant.llm.maxTokens is '300.5', which does not fit; good is a whole number
                    maxTokens: 300         | maxTokens: ""                   | assistant.llm.maxTokens is '', which does not fit; good is a whole number
                    model: small           | modell: small                   | assistant.llm.modell is not known; known are [baseUrl, enabled, maxTokens, model, temperature]
                    """)
    void faultNamesTheField(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class)
                .hasMessageContaining("tenant hotel: " + problem)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void tooLongInstructionsAreRefused() {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace("Ты консьерж отеля.", "я".repeat(8_001)));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("tenant hotel: assistant.instructions has 8001 characters; good are at most 8000");
    }

    @Test
    void llmThatDoesNotSayWhetherItIsEnabledIsEnabled() {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace("enabled: true, baseUrl", "baseUrl"));
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants).singleElement().satisfies(tenant -> assertThat(
                        tenant.document().assistant().llm().enabled())
                .isTrue());
    }
}
