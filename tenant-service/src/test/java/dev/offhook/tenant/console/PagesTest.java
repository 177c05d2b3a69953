package dev.offhook.tenant.console;

import java.net.URI;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.configuration.TenantDocument.ChannelBlock;
import dev.offhook.tenant.testsupport.Browser;
import dev.offhook.tenant.testsupport.ConsoleTenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class PagesTest {
    private static final String PATH = "/console/t/" + ConsoleTenants.HOTEL;
    private static final String CARD = "form#voximplant-voice";

    @TestHTTPResource("/")
    URI home;

    @Inject
    ConsoleTenants tenants;

    @BeforeEach
    void hotel() {
        tenants.hotel();
    }

    @Test
    void voximplantCardSavesWhatIsTypedAndKeepsWhatItDoesNotShow() {
        // Given
        var browser = new Browser(home, "ru");
        var page = browser.login("hotel", PATH + "/messengers");
        var before = tenants.read(ConsoleTenants.HOTEL).document();
        // When
        var saved = browser.submit(
                page.form(CARD),
                Map.of("enabled", "on", "numbers", "+7 (495) 123-45-99", "greeting", "Привет!", "rule", "1180945"));
        // Then
        assertThat(page.texts("h2").getFirst()).isEqualTo("Голосовые звонки (Voximplant)");
        assertThat(page.texts(CARD + " label")).contains("Номер телефона", "Приветствие", "Rule ID", "Включено");
        assertThat(page.texts(CARD + " .card-foot button")).containsExactly("Сохранить настройки");
        assertThat(saved.status()).as(saved.page().text()).isEqualTo(200);
        assertThat(saved.texts(".flash")).containsExactly("Сохранено");
        var after = tenants.read(ConsoleTenants.HOTEL).document();
        assertThat(after.withChannels(before.channels())).isEqualTo(before);
        assertThat(channel(Kind.VOXIMPLANT_VOICE))
                .returns(List.of("+74951234599"), ChannelBlock::numbers)
                .returns("Привет!", ChannelBlock::greeting)
                .returns("1180945", ChannelBlock::rule);
        assertThat(channel(Kind.TWILIO_VOICE))
                .isEqualTo(before.channels().stream()
                        .filter(channel -> channel.kind() == Kind.TWILIO_VOICE)
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void badNumberIsToldAtItsFieldInTheReadersLanguageAndNothingTypedIsLost() {
        // Given
        var browser = new Browser(home, "ru");
        var page = browser.login("hotel", PATH + "/messengers");
        long revision = tenants.read(ConsoleTenants.HOTEL).revision();
        // When
        var again = browser.submit(
                page.form(CARD), Map.of("enabled", "on", "numbers", "12", "greeting", "<script>alert(1)</script>"));
        // Then
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.texts(CARD + " textarea[name=numbers][aria-invalid=true]"))
                .containsExactly("12");
        assertThat(again.texts(CARD + " .error"))
                .containsExactly("Это не номер с кодом страны, например: +15005550006");
        assertThat(again.page().selectFirst(CARD + " textarea[name=greeting]").text())
                .isEqualTo("<script>alert(1)</script>");
        assertThat(again.page().select("script:not([src])")).isEmpty();
        assertThat(tenants.read(ConsoleTenants.HOTEL).revision()).isEqualTo(revision);
    }

    @Test
    void secondOfTwoOperatorsSeesTheFirstOnesWordsBesideTheirOwn() {
        // Given
        var first = new Browser(home, "en");
        var second = new Browser(home, "en");
        var firstPage = first.login("hotel", PATH + "/assistant");
        var secondPage = second.login("admin", PATH + "/assistant");
        first.submit(firstPage.form("form#assistant"), Map.of("greeting", "Good morning!"));
        // When
        var conflict = second.submit(secondPage.form("form#assistant"), Map.of("greeting", "Good evening!"));
        var again = second.submit(conflict.form("form#assistant"), Map.of());
        // Then
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.page().selectFirst("textarea[name=greeting]").text())
                .isEqualTo("Good evening!");
        assertThat(conflict.texts(".theirs")).containsExactly("Saved now: Good morning!");
        assertThat(conflict.texts(".alert")).singleElement().asString().contains("hotel changed this on");
        assertThat(again.status()).isEqualTo(200);
        assertThat(tenants.read(ConsoleTenants.HOTEL).document().assistant().greeting())
                .isEqualTo("Good evening!");
    }

    @Test
    void changeOfAnotherPageIsNoConflict() {
        // Given
        var first = new Browser(home, "en");
        var second = new Browser(home, "en");
        var limits = first.login("hotel", PATH + "/limits");
        var assistant = second.login("admin", PATH + "/assistant");
        first.submit(limits.form("form#limits"), Map.of("limits.callsPerDay", "77"));
        // When
        var saved = second.submit(assistant.form("form#assistant"), Map.of("greeting", "Good evening!"));
        // Then
        assertThat(saved.status()).isEqualTo(200);
        var document = tenants.read(ConsoleTenants.HOTEL).document();
        assertThat(document.limits().callsPerDay()).isEqualTo(77);
        assertThat(document.assistant().greeting()).isEqualTo("Good evening!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messengers", "assistant", "hours", "limits", "settings"})
    void pageThatIsSavedUntouchedChangesNothing(String path) {
        // Given
        var browser = new Browser(home, "ru");
        var page = browser.login("hotel", PATH + "/" + path);
        var before = tenants.read(ConsoleTenants.HOTEL);
        // When
        var statuses = page.page().select("main form:has(input[name=base])").forms().stream()
                .map(form -> browser.submit(form, Map.of()))
                .map(answer -> answer.status() + answer.texts(".error, .alert").toString())
                .toList();
        // Then
        assertThat(statuses).isNotEmpty().allMatch("200[]"::equals);
        assertThat(tenants.read(ConsoleTenants.HOTEL)).isEqualTo(before);
    }

    @Test
    void rowsAreAddedMovedAndRemovedWithoutSavingThem() {
        // Given
        var browser = new Browser(home, "en");
        var page = browser.login("hotel", PATH + "/assistant");
        var form = page.form("form#assistant");
        // When
        var added = browser.submit(
                form, Map.of("greeting", "Typed"), page.page().selectFirst("button[value=add:knowledge]"));
        var moved = browser.submit(
                added.form("form#assistant"), Map.of(), added.page().selectFirst("button[value=up:knowledge:1]"));
        var removed = browser.submit(
                moved.form("form#assistant"), Map.of(), moved.page().selectFirst("button[value=remove:knowledge:0]"));
        // Then
        assertThat(added.page().select("input[name='knowledge[]']")).hasSize(3);
        assertThat(added.page().selectFirst("textarea[name=greeting]").text()).isEqualTo("Typed");
        assertThat(moved.page().selectFirst("input[name='knowledge[0].id']").val())
                .isEqualTo("pool");
        assertThat(removed.page().selectFirst("input[name='knowledge[0].id']").val())
                .isEqualTo("pets");
        assertThat(removed.page().select("input[name='knowledge[]']")).hasSize(2);
        assertThat(tenants.read(ConsoleTenants.HOTEL).document().assistant().knowledge())
                .hasSize(2);
    }

    @Test
    void newRowIsSavedAndItsFaultStandsAtItsField() {
        // Given
        var browser = new Browser(home, "en");
        var page = browser.login("hotel", PATH + "/assistant");
        var added = browser.submit(
                page.form("form#assistant"), Map.of(), page.page().selectFirst("button[value=add:knowledge]"));
        // When
        var bad = browser.submit(added.form("form#assistant"), Map.of("knowledge[2].id", "sauna"));
        var good = browser.submit(
                bad.form("form#assistant"),
                Map.of("knowledge[2].questions", "Is there a sauna?", "knowledge[2].answer", "Yes."));
        // Then
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.page().select("[aria-invalid=true]").eachAttr("name"))
                .containsExactlyInAnyOrder("knowledge[2].questions", "knowledge[2].answer");
        assertThat(good.status()).as(good.page().text()).isEqualTo(200);
        assertThat(tenants.read(ConsoleTenants.HOTEL).document().assistant().knowledge())
                .last()
                .returns("sauna", knowledge -> knowledge.id())
                .returns("Yes.", knowledge -> knowledge.answer());
    }

    @Test
    void overlappingShiftsAreToldAtTheDayThatTheyBeginOn() {
        // Given
        var browser = new Browser(home, "ru");
        var page = browser.login("hotel", PATH + "/hours");
        var first =
                browser.submit(page.form("form#hours"), Map.of(), page.page().selectFirst("button[value=add:sun]"));
        int rows = first.page().select("input[name='sun[]']").size();
        var name = "sun[" + (rows - 1) + "]";
        // When
        var saved = browser.submit(first.form("form#hours"), Map.of(name + ".from", "10:00", name + ".to", "14:00"));
        var again =
                browser.submit(saved.form("form#hours"), Map.of(), saved.page().selectFirst("button[value=add:sun]"));
        var next = "sun[" + rows + "]";
        var bad = browser.submit(again.form("form#hours"), Map.of(next + ".from", "13:00", next + ".to", "15:00"));
        // Then
        assertThat(saved.status()).as(saved.page().text()).isEqualTo(200);
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.page().select("[aria-invalid=true]").eachAttr("name")).containsExactly(next + ".from");
        assertThat(bad.texts(".error")).containsExactly("Пересекается с другой сменой");
    }

    @Test
    void textWhereANumberBelongsIsToldAtItsField() {
        // Given
        var browser = new Browser(home, "en");
        var page = browser.login("hotel", PATH + "/limits");
        // When
        var bad = browser.submit(
                page.form("form#limits"), Map.of("limits.callsPerDay", "many", "retentionDays", "99999999999"));
        // Then
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.page().select("[aria-invalid=true]").eachAttr("name"))
                .containsExactlyInAnyOrder("limits.callsPerDay", "retentionDays");
        assertThat(bad.page().selectFirst("input[name='limits.callsPerDay']").val())
                .isEqualTo("many");
    }

    private ChannelBlock channel(Kind kind) {
        return tenants.read(ConsoleTenants.HOTEL).document().channels().stream()
                .filter(channel -> channel.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
