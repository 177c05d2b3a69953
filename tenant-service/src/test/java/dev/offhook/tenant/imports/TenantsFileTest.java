package dev.offhook.tenant.imports;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Day;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.Holiday;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.WeeklyShift;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantDocument.ChannelBlock;
import dev.offhook.tenant.testsupport.TenantsYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TenantsFileTest {
    private static final String GOOD = TenantsYaml.tenant("hotel", "+15005550006");

    @TempDir
    Path folder;

    @Test
    void goodFileIsRead() {
        // Given
        var file = TenantsYaml.file(folder, GOOD);
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants).singleElement().satisfies(tenant -> {
            assertThat(tenant.slug()).isEqualTo("hotel");
            assertThat(tenant.document().channels())
                    .extracting(ChannelBlock::kind)
                    .containsExactly(Channel.Kind.TWILIO_VOICE, Channel.Kind.TWILIO_SMS);
            assertThat(tenant.document().assistant().rules().getFirst().when()).containsExactly("сколько сто*", "цена");
            assertThat(tenant.secrets()).containsEntry("twilio.auth-token", TenantsYaml.SECRET);
        });
    }

    @Test
    void longFileIsReadIntoTheWholeConfiguration() {
        // Given
        var file = TenantsYaml.file(folder, TenantsYaml.longTenant("hotel", "+15005550006"));
        // When
        var configuration = TenantsFile.read(file).getFirst().document().configuration(1, Map.of());
        // Then
        assertThat(configuration.assistant().knowledge()).hasSize(2);
        assertThat(configuration.assistant().tools().transfers())
                .extracting(TransferTarget::timeoutSeconds)
                .containsExactly(20, 30);
        assertThat(configuration.assistant().fields()).extracting(Field::name).containsExactly("dates", "guests");
        assertThat(configuration.calls().menu()).contains(new MenuKey("*1", "price"));
        assertThat(configuration.hours().holidays())
                .extracting(Holiday::from)
                .containsExactly(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 5, 9));
        assertThat(configuration.hours().week().getFirst())
                .isEqualTo(new WeeklyShift(List.of(Day.MONDAY, Day.TUESDAY), LocalTime.of(9, 0), LocalTime.of(13, 0)));
        assertThat(configuration.limits().budget().rates().minutes())
                .containsEntry(Channel.Kind.TWILIO_VOICE, new BigDecimal("0.0085"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    slug: hotel                | slug: Hotel Royal      | tenant Hotel Royal: slug 'Hotel Royal' is not made of 1 to 63 lower-case letters, digits and inner hyphens; good is hotel-royal
                    plan: premium              | plan: gold             | tenant hotel: plan is 'gold', which does not fit; good are [free, premium]
                    plan: premium              | colour: red            | tenant hotel: colour is not known; known are [assistant, calls, channels, hours, limits, locale, messaging, name, plan, retentionDays, secrets, slug, timeZone, voice]
                    greeting: Добрый день!     | greetin: Привет        | tenant hotel: assistant.greetin is not known
                    greeting: Добрый день!     | greeting: ""           | tenant hotel: assistant.greeting is blank; good is "Good day!
                    timeZone: Europe/Moscow    | timeZone: Moscow       | tenant hotel: timeZone is 'Moscow', which does not fit; good is Europe/Moscow
                    locale: ru-RU              | locale: ru_RU          | tenant hotel: locale 'ru_RU' is no BCP 47 language; good is ru-RU
                    noMatch: ["Скажите иначе."]| noMatch: []            | tenant hotel: assistant.noMatch is empty; it needs at least one
                    fillers: ["Минуту."]       | fillers: []            | tenant hotel: assistant.phrases.fillers is empty; it needs at least one
                    ["+15005550006"]           | ["4951234567"]         | tenant hotel: channels[0].numbers[0] '4951****67' is no E.164 number; good is "+15005550006"
                    ["+15005550006"]           | [+15005550006]         | tenant hotel: channels[0].numbers[0] is '1500*****06', which does not fit; write a text in quotes
                    enabled: true              | enabled: maybe         | tenant hotel: channels[0].enabled is 'maybe', which does not fit; good are true and false
                    account: AC000000000       | account: SK000000000   | tenant hotel: channels[0].account 'SK00000000000000000000000000000001' is no Twilio account
                    kind: twilio-sms           | kind: twilio-voice     | tenant hotel: channels[1].kind twilio-voice is there twice
                    twilio.auth-token:         | twilio.token:          | tenant hotel: secrets.twilio.auth-token is missing, and channels[0] is a Twilio channel
                    "a-secret-nobody-may-see"  | " "                    | tenant hotel: secrets.twilio.auth-token is blank
                    "a-secret-nobody-may-see"  | 12345                  | tenant hotel: secrets.twilio.auth-token is of another kind, which does not fit; write a text in quotes
                    """)
    void faultNamesTenantFieldBadValueAndGoodOne(String good, String bad, String problem) {
        // Given
        var file = TenantsYaml.file(folder, GOOD.replace(good, bad));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining(TenantsYaml.SECRET)
                .hasMessageNotContaining("12345 ");
    }

    @Test
    void demoTenantsAreGood() {
        // Given
        var file = Path.of("..", "deploy", "local", "demo", "tenants.yaml");
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants)
                .extracting(TenantBlock::slug)
                .containsExactly("hr-center", "hotel-royal", "sales", "stream-demo");
        assertThat(tenants)
                .allSatisfy(tenant -> assertThat(tenant.document().hours()).isNull());
    }

    @Test
    void everyFieldOfTheDocumentationIsGood() throws Exception {
        // Given
        String page = Files.readString(Path.of("..", "docs", "tenants-file.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        var file = Files.writeString(folder.resolve("tenants.yaml"), page.substring(start, page.indexOf("```", start)));
        // When
        var tenants = TenantsFile.read(file);
        // Then
        assertThat(tenants).singleElement().satisfies(tenant -> {
            assertThat(tenant.document().assistant().rules().getFirst().uses()).hasSize(5);
            assertThat(tenant.document().limits().budget().rates().minutes()).hasSize(2);
        });
    }

    @Test
    void fileOfManyMegabytesIsRead() {
        // Given
        String answer = "я".repeat(2_000);
        String entries = IntStream.range(0, 200)
                .mapToObj(i -> "        - {id: q" + i + ", questions: [Вопрос], answer: " + answer + "}\n")
                .collect(Collectors.joining());
        var tenants = IntStream.range(0, 10)
                .mapToObj(i -> TenantsYaml.longTenant("hotel-" + i, "+1500555000" + i)
                        .replace("      tools:\n", entries + "      tools:\n"))
                .toArray(String[]::new);
        var file = TenantsYaml.file(folder, tenants);
        // When
        var read = TenantsFile.read(file);
        // Then
        assertThat(read).hasSize(10);
    }

    @Test
    void numberOfTwoTenantsIsRefused() {
        // Given
        var file = TenantsYaml.file(folder, GOOD, TenantsYaml.tenant("motel", "+15005550006"));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining(
                "tenant motel: channels[0].numbers '+150******06' is already the number of tenant hotel");
    }

    @Test
    void everyFaultIsToldAtOnce() {
        // Given
        var file = TenantsYaml.file(
                folder,
                GOOD.replace("plan: premium", "plan: gold"),
                TenantsYaml.tenant("Motel", "+15005550007").replace("locale: ru-RU", "locale: x_y"));
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("tenant hotel: plan")
                .hasMessageContaining("tenant Motel: slug")
                .hasMessageContaining("tenant Motel: locale");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tenants: [ {secret: " a-secret    | no YAML near line
                    - slug: x                         | must hold one list, 'tenants:'
                    tenants: 5                        | must hold one list, 'tenants:'
                    tenants: [5]                      | tenant tenants[0]: it must be a block of fields
                    """)
    void fileOfAnotherShapeIsRefused(String yaml, String problem) throws Exception {
        // Given
        var file = Files.writeString(folder.resolve("tenants.yaml"), yaml);
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.isInstanceOf(TenantsFileException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("a-secret");
    }

    @Test
    void missingFileIsNamed() {
        // Given
        var file = folder.resolve("nowhere.yaml");
        // When
        var reading = assertThatThrownBy(() -> TenantsFile.read(file));
        // Then
        reading.hasMessageContaining("OFFHOOK_TENANTS_FILE names no readable file");
    }
}
