package dev.offhook.tenant.imports;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KnowledgeRulesTest {
    private static final String GOOD = TenantsYaml.longTenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    id: pool                    | id: pets        | assistant.knowledge[1].id 'pets' is there twice; good is pets-2
                    id: pool                    | id: " "         | assistant.knowledge[1].id is blank; good is "pets"
                    {id: pool,                  | {               | assistant.knowledge[1].id is missing; good is "pets"
                    ["Есть бассейн?"]           | []              | assistant.knowledge[1].questions is empty; it needs at least one
                    "Пускаете с кошкой?"        | ""              | assistant.knowledge[0].questions[1] is blank
                    "Пускаете с кошкой?"        | ~               | assistant.knowledge[0].questions[1] is empty; fill it
                    answer: Есть.               | answer: ""      | assistant.knowledge[1].answer is blank; good is
                    answer: Есть.               | anwser: Есть.   | assistant.knowledge[1].anwser is not known; known are [answer, asks, id, questions]
                    name: guests                | name: dates     | assistant.fields[1].name 'dates' is there twice; good is dates-2
                    name: guests                | name: Сколько   | assistant.fields[1].name 'Сколько' is not made of 1 to 63 lower-case letters
                    description: Сколько гостей | description: "" | assistant.fields[1].description is blank
                    """)
    void faultNamesTheField(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class).hasMessageContaining("tenant hotel: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Есть бассейн? | 301  | assistant.knowledge[1].questions[0] has 301 characters; good are at most 300
                    Есть.         | 2001 | assistant.knowledge[1].answer has 2001 characters; good are at most 2000
                    """)
    void tooLongTextIsRefused(String good, int characters, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, "я".repeat(characters)));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("tenant hotel: " + problem);
    }

    @Test
    void longestTextsAndMostEntriesAreGood() {
        // Given
        var file = TenantsYaml.file(
                folder,
                withEntries(1_998)
                        .replace("Есть бассейн?", "я".repeat(300))
                        .replace("answer: Есть.", "answer: " + "я".repeat(2_000)));
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants).singleElement().satisfies(tenant -> assertThat(
                        tenant.document().assistant().knowledge())
                .hasSize(2_000));
    }

    @Test
    void tooManyEntriesAreRefused() {
        // Given
        var file = TenantsYaml.file(folder, withEntries(1_999));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("tenant hotel: assistant.knowledge has 2001 entries; good are at most 2000");
    }

    @Test
    void tenantThatIsTooLongForKafkaIsRefused() {
        // Given
        var file = TenantsYaml.file(folder, withEntries(600).replace("Ответ.", "я".repeat(1_000)));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("tenant hotel: assistant makes the tenant 12")
                .hasMessageContaining("bytes long when it is published; good are at most 1000000");
    }

    private static String withEntries(int more) {
        String entries = IntStream.range(0, more)
                .mapToObj("        - {id: q%d, questions: [Вопрос], answer: Ответ.}%n"::formatted)
                .collect(Collectors.joining());
        return GOOD.replace("      tools:\n", entries + "      tools:\n");
    }
}
