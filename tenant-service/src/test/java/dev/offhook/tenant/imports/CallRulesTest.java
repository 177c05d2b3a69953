package dev.offhook.tenant.imports;

import java.nio.file.Path;

import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallRulesTest {
    private static final String GOOD = TenantsYaml.longTenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Разговор записывается. | ""                      | calls.recordingNotice is blank; good is
                    silences: 2            | silences: 0             | calls.silences 0 is less than 1; good is 3
                    misses: 4              | misses: -1              | calls.misses -1 is less than 1; good is 3
                    maxMinutes: 30         | maxMinutes: 0           | calls.maxMinutes 0 is less than 1; good is 30
                    maxMinutes: 30         | maxMinutes: 30.5        | calls.maxMinutes is '30.5', which does not fit; good is a whole number
                    maxMinutes: 30         | maxMinutes: 99999999999 | calls.maxMinutes is too large or too precise; good is a whole number
                    warnSeconds: 45        | warnSeconds: 0          | calls.warnSeconds 0 is less than 1
                    warnSeconds: 45        | warnSeconds: 1800       | calls.warnSeconds 1800 is not less than calls.maxMinutes, 30 minutes; good is 30
                    key: "*1"              | key: "0"                | calls.menu[1].key '0' is there twice; good is a key that is free
                    key: "*1"              | key: "1a"               | calls.menu[1].key '1a' is not made of 0-9, * and #; good is "0"
                    key: "*1"              | key: "٣"                | calls.menu[1].key '٣' is not made of 0-9, * and #
                    key: "*1"              | key: 1                  | calls.menu[1].key is '1', which does not fit; write a text in quotes
                    {key: "*1", rule       | {rule                   | calls.menu[1].key (missing) is not made of
                    rule: price}           | rule: pirce}            | calls.menu[0].rule 'pirce' is no rule; known are [price]
                    en-US, de              | en_US, de               | calls.languages[0] 'en_US' is no BCP 47 language; good is en-US
                    en-US, de              | de, de                  | calls.languages[1] 'de' is there twice; once is enough
                    goodbye: До свидания!  | goodbye: " "            | calls.words.goodbye is blank; good is
                    offerHuman: "           | offerHumans: "          | calls.words.offerHumans is not known; known are [afterHours, durationWarning
                    """)
    void faultNamesTheField(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class).hasMessageContaining("tenant hotel: " + problem);
    }
}
