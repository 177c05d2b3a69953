package dev.offhook.notification.templates;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.offhook.events.Messaging.Template;
import dev.offhook.events.Messaging.Template.Parameter;
import dev.offhook.events.Messaging.Template.Type;
import dev.offhook.events.SmsRequest.TemplateUse;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.notification.message.Segments;
import dev.offhook.notification.testsupport.Rules;
import dev.offhook.notification.testsupport.Tenancy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplatesTest {
    private static final Template BOOKING = new Template(
            "booking",
            Map.of(
                    "ru-RU", "{guest}, ждём вас {day} в {hour}. {guests} гостя, {link}, {desk}",
                    "en-US", "{guest}, see you on {day} at {hour}. {guests} guests, {link}, {desk}",
                    "de", "{guest}, bis {day}, {hour}. {guests}, {link}, {desk}"),
            List.of(
                    new Parameter("guest", Type.TEXT),
                    new Parameter("day", Type.DATE),
                    new Parameter("hour", Type.TIME),
                    new Parameter("guests", Type.NUMBER),
                    new Parameter("link", Type.URL),
                    new Parameter("desk", Type.PHONE)));
    private static final Map<String, String> GOOD = Map.of(
            "guest", "Иван {day} $1 \\",
            "day", "2026-12-24",
            "hour", "15:30",
            "guests", "2",
            "link", "https://hotel.example/b/42",
            "desk", "+15005550006");

    private final TenantConfiguration tenant =
            Tenancy.of(Rules.plain().templates(BOOKING).messaging());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | Иван {day} $1 \\, ждём вас 24 декабря 2026 г. в 15:30. 2 гостя, https://hotel.example/b/42, +15005550006
            en-US | Иван {day} $1 \\, see you on December 24, 2026 at 3:30 PM. 2 guests, https://hotel.example/b/42, +15005550006
            en-GB | Иван {day} $1 \\, see you on December 24, 2026 at 3:30 PM. 2 guests, https://hotel.example/b/42, +15005550006
            DE-at | Иван {day} $1 \\, bis 24. Dezember 2026, 15:30. 2, https://hotel.example/b/42, +15005550006
            """)
    void gapsAreFilledAsTheLocaleWritesThem(String locale, String expected) {
        // Given
        var use = new TemplateUse("booking", locale, GOOD);
        // When
        String text = Templates.filled(tenant, use);
        // Then
        assertThat(text).isEqualTo(expected);
    }

    @Test
    void timeOfDayKeepsAMessageInGsm7() {
        // Given
        var latin = Map.of(
                "guest",
                "Ivan",
                "day",
                "2026-12-24",
                "hour",
                "15:30",
                "guests",
                "2",
                "link",
                "http://a.example",
                "desk",
                "+15005550006");
        // When
        String text = Templates.filled(tenant, new TemplateUse("booking", "en-US", latin));
        // Then
        assertThat(Segments.of(text).encoding()).isEqualTo(Segments.Encoding.GSM_7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            day    | 24.12.2026          | is no date; good is 2026-12-24
            day    | 2026-02-30          | is no date
            hour   | 25:00               | is no time; good is 14:30
            guests | two                 | is no number; good is 12.5
            link   | javascript:alert(1) | is no url; good is https://
            link   | /relative           | is no url
            desk   | 112                 | is no phone; good is +15005550006
            guest  | ' '                 | is no text; good is 1 to 500 characters
            """)
    void wrongParameterIsNamed(String name, String value, String detail) {
        // Given
        var parameters = new HashMap<>(GOOD);
        parameters.put(name, value);
        // When
        var filling = assertThatThrownBy(() -> Templates.filled(tenant, new TemplateUse("booking", null, parameters)));
        // Then
        filling.isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.field()).isEqualTo("template.parameters." + name))
                .hasMessageContaining(detail);
    }

    @Test
    void missingAndUnknownParametersAndTemplatesAndLocalesAreNamed() {
        assertFault("booking", null, Map.of("guest", "a"), "template.parameters.day", "is missing; good is 2026-12-24");
        assertFault("booking", null, Map.of("room", "a"), "template.parameters.room", "known are [day, desk, guest");
        assertFault(
                "bocking", null, GOOD, "template.id", "'bocking' is no template; known are [after-hours, booking, ");
        assertFault(null, null, GOOD, "template.id", "is missing; known are");
        assertFault(
                "booking", "fr", GOOD, "template.locale", "'fr' has no text in template 'booking'; known are [de, ");
    }

    @Test
    void platformHasShortTextsInTwoLanguages() {
        // Given
        var use = new TemplateUse("call-summary", null, Map.of("caller", "+15005550006", "summary", "Просит счёт."));
        var english = new TemplateUse("hand-off-link", "en-US", Map.of("url", "https://t.me/bot"));
        // When
        String russian = Templates.filled(tenant, use);
        // Then
        assertThat(russian).isEqualTo("Звонок от +15005550006: Просит счёт.");
        assertThat(Templates.filled(tenant, english)).isEqualTo("Let us go on here: https://t.me/bot");
    }

    @Test
    void tenantsTemplateComesBeforeThePlatforms() {
        // Given
        var own = new Template("hand-off-link", Map.of("ru", "Сюда: {url}"), List.of(new Parameter("url", Type.URL)));
        var messaging = Rules.plain().templates(own).messaging();
        // When
        String text = Templates.filled(
                Tenancy.of(messaging), new TemplateUse("hand-off-link", null, Map.of("url", "https://t.me/bot")));
        // Then
        assertThat(text).isEqualTo("Сюда: https://t.me/bot");
    }

    private void assertFault(String id, String locale, Map<String, String> parameters, String field, String detail) {
        assertThatThrownBy(() -> Templates.filled(tenant, new TemplateUse(id, locale, parameters)))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageContaining(detail);
    }
}
