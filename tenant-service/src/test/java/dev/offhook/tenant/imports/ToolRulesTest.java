package dev.offhook.tenant.imports;

import java.nio.file.Path;

import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ToolRulesTest {
    private static final String GOOD = TenantsYaml.longTenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    id: manager, description     | id: desk, description    | assistant.tools.transfers[1].id 'desk' is there twice; good is desk-2
                    id: manager, description     | id: Manager, description | assistant.tools.transfers[1].id 'Manager' is not made of
                    description: Жалоба          | description: ""          | assistant.tools.transfers[1].description is blank
                    "+12025550143"               | "12025550143"            | assistant.tools.transfers[0].numbers[1] '1202*****43' is no E.164 number; good is "+15005550006"
                    "+12025550143"               | "+12025550142"           | assistant.tools.transfers[0].numbers[1] '+120******42' is there twice
                    "+12025550143"               | +12025550143             | assistant.tools.transfers[0].numbers[1] is '1202*****43', which does not fit; write a text in quotes
                    ["+12025550144"]             | []                       | assistant.tools.transfers[1].numbers is empty; it needs at least one
                    timeoutSeconds: 20           | timeoutSeconds: 4        | assistant.tools.transfers[0].timeoutSeconds 4 is not from 5 to 600; good is 30
                    timeoutSeconds: 20           | timeoutSeconds: 601      | assistant.tools.transfers[0].timeoutSeconds 601 is not from 5 to 600
                    timeoutSeconds: 20           | timeoutSeconds: 20s      | assistant.tools.transfers[0].timeoutSeconds is '20s', which does not fit; good is a whole number
                    id: link, description        | id: li nk, description   | assistant.tools.messages[0].id 'li nk' is not made of
                    description: Хочет бронь     | description: ""          | assistant.tools.messages[0].description is blank
                    "https://hotel.example/book" | ""                       | assistant.tools.messages[0].text is blank
                    maxSeconds: 90               | maxSeconds: 4            | assistant.tools.voicemail.maxSeconds 4 is not from 5 to 3600; good is 120
                    maxSeconds: 90               | maxSeconds: 3601         | assistant.tools.voicemail.maxSeconds 3601 is not from 5 to 3600
                    operator: "+12025550145"     | operator: "911"          | assistant.tools.voicemail.operator '***' is no E.164 number
                    endCall: true                | endCall: sometimes       | assistant.tools.endCall is 'sometimes', which does not fit; good are true and false
                    endCall: true                | endCalls: true           | assistant.tools.endCalls is not known; known are [endCall, messages, transfers, voicemail]
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
                    tool: transfer, id: boss         | id 'boss' is no transfer target of assistant.tools.transfers; known are [desk, manager]
                    tool: send-sms, id: map          | id 'map' is no message of assistant.tools.messages; known are [link]
                    tool: note-field, id: mood       | id 'mood' is no field of assistant.fields; known are [dates, guests]
                    tool: note-field, value: ""      | value is blank
                    tool: transfer, value: now       | value 'now' means nothing to this tool; leave it out
                    tool: take-message, id: desk     | id 'desk' means nothing to this tool; leave it out
                    tool: end-call, id: desk         | id 'desk' means nothing to this tool; leave it out
                    id: desk                         | tool is missing; good is transfer
                    tool: fly                        | tool is 'fly', which does not fit; good are [end-call, note-field, send-sms, take-message, transfer]
                    tool: 0                          | tool is '0', which does not fit; good are
                    """)
    void useOfWhatIsNotAllowedIsRefused(String use, String problem) {
        // Given
        var file = TenantsYaml.file(folder, using("{tool: transfer}, {" + use + "}"));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("tenant hotel: assistant.rules[0].uses[1]." + problem);
    }

    @Test
    void useOfAToolThatTheTenantDoesNotHaveIsRefused() {
        // Given
        String uses = "{tool: transfer, id: desk}, {tool: send-sms}, {tool: take-message}, {tool: note-field}";
        var file = TenantsYaml.file(
                folder,
                TenantsYaml.tenant("hotel", "+15005550006")
                        .replace("say: Сто евро.", "say: Сто евро.\n          uses: [" + uses + "]"));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("rules[0].uses[0].id 'desk' needs a transfer target, and there is none")
                .hasMessageContaining("rules[0].uses[1].id (missing) needs a message, and there is none")
                .hasMessageContaining("rules[0].uses[2].tool takes a message, and assistant.tools.voicemail is missing")
                .hasMessageContaining("rules[0].uses[3].id (missing) needs a field, and there is none");
    }

    @Test
    void useOfWhatIsAllowedIsGood() {
        // Given
        var file = TenantsYaml.file(
                folder,
                using("{tool: transfer, id: manager}, {tool: send-sms}, {tool: take-message}, {tool: end-call},"
                        + " {tool: note-field, id: guests, value: two}"));
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants).singleElement().satisfies(tenant -> assertThat(
                        tenant.document().assistant().rules().getFirst().uses())
                .extracting(ToolUse::tool)
                .containsExactly(Tool.TRANSFER, Tool.SEND_SMS, Tool.TAKE_MESSAGE, Tool.END_CALL, Tool.NOTE_FIELD));
    }

    private static String using(String uses) {
        return GOOD.replace("say: Сто евро.", "say: Сто евро.\n          uses: [" + uses + "]");
    }
}
