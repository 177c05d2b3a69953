package dev.offhook.tenant.console;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.Browser;
import dev.offhook.tenant.testsupport.ConsoleTenants;
import dev.offhook.tenant.testsupport.TenantsYaml;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class SettingsTest {
    private static final String PATH = "/console/t/" + ConsoleTenants.HOTEL;
    private static final String SCRIPT = "<script>alert('1')</script>";

    @TestHTTPResource("/")
    URI home;

    @Inject
    ConsoleTenants tenants;

    @BeforeEach
    void hotel() {
        tenants.hotel();
    }

    @Test
    void secretIsShownByItsEndAndNeverAgain() {
        // Given
        var browser = new Browser(home, "en");
        var page = browser.login("hotel", PATH + "/settings");
        var form = page.form("form:has(input[value=llm.api-key])");
        // When
        var set = browser.submit(form, Map.of("value", "sk-very-secret-key-9876"));
        // Then
        assertThat(set.texts(".flash")).containsExactly("The secret is set");
        assertThat(set.texts(".secret:has(input[value=llm.api-key]) .badge"))
                .anyMatch(badge -> badge.startsWith("set on "))
                .contains("ends with 9876");
        assertThat(set.answer().body()).doesNotContain("sk-very-secret-key", TenantsYaml.SECRET);
    }

    @Test
    void secretThatAChannelNeedsIsNotRemoved() {
        // Given
        var browser = new Browser(home, "ru");
        var page = browser.login("hotel", PATH + "/settings");
        var form = page.form("form:has(input[value=twilio.auth-token])");
        // When
        var answer = browser.submit(form, Map.of("do", "remove"));
        // Then
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.texts(".secret .error"))
                .singleElement()
                .asString()
                .startsWith("Нет секрета twilio.auth-token");
        assertThat(tenants.read(ConsoleTenants.HOTEL).secrets()).containsKey("twilio.auth-token");
    }

    @Test
    void versionIsShownWithItsDifferenceAndComesBack() {
        // Given
        var browser = new Browser(home, "en");
        var page = browser.login("hotel", PATH + "/assistant");
        var before = tenants.read(ConsoleTenants.HOTEL);
        browser.submit(page.form("form#assistant"), Map.of("greeting", "Quite another greeting"));
        var versions = browser.get(PATH + "/settings/versions");
        // When
        var back = browser.submit(
                versions.form("form:has(input[name=version][value=" + before.version() + "])"), Map.of());
        // Then
        assertThat(versions.texts(".diff th")).contains("assistant.greeting");
        assertThat(versions.texts(".diff ins")).contains("Quite another greeting");
        assertThat(back.texts(".flash")).containsExactly("Rolled back");
        assertThat(tenants.read(ConsoleTenants.HOTEL).document()).isEqualTo(before.document());
        assertThat(browser.get(PATH + "/settings/audit").texts("tbody tr").getFirst())
                .contains("hotel", "rolled back", "console");
    }

    @Test
    void rollBackOfAPageThatIsOldIsAConflict() {
        // Given
        var browser = new Browser(home, "en");
        var page = browser.login("hotel", PATH + "/assistant");
        browser.submit(page.form("form#assistant"), Map.of("greeting", "Second"));
        var versions = browser.get(PATH + "/settings/versions");
        browser.submit(browser.get(PATH + "/assistant").form("form#assistant"), Map.of("greeting", "Third"));
        // When
        var answer = browser.submit(versions.form("main form"), Map.of());
        // Then
        assertThat(answer.status()).isEqualTo(409);
        assertThat(tenants.read(ConsoleTenants.HOTEL).document().assistant().greeting())
                .isEqualTo("Third");
    }

    @Test
    void planIsChangedByAPlatformAdminAlone() {
        // Given
        var operator = new Browser(home, "en");
        var admin = new Browser(home, "en");
        var hers = operator.login("hotel", PATH + "/settings");
        var his = admin.login("admin", PATH + "/settings");
        // When
        operator.submit(hers.form("form#general"), Map.of("plan", "free", "name", "Hotel Royal"));
        var afterOperator = tenants.read(ConsoleTenants.HOTEL).document();
        admin.submit(admin.get(PATH + "/settings").form("form#general"), Map.of("plan", "free"));
        // Then
        assertThat(hers.page().select("select[name=plan]")).isEmpty();
        assertThat(his.page().select("select[name=plan]")).hasSize(1);
        assertThat(afterOperator.plan()).isEqualTo(Plan.PREMIUM);
        assertThat(afterOperator.name()).isEqualTo("Hotel Royal");
        assertThat(tenants.read(ConsoleTenants.HOTEL).document().plan()).isEqualTo(Plan.FREE);
    }

    @Test
    void exportHasNoSecretAndReadsLikeATenantsFile() {
        // Given
        var browser = new Browser(home, "en");
        browser.login("hotel", PATH + "/settings");
        // When
        var file = browser.get(PATH + "/settings/export");
        // Then
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("application/yaml");
        assertThat(file.answer().body())
                .contains("slug: \"hotel-royal\"", "greeting:")
                .doesNotContain(TenantsYaml.SECRET);
    }

    @Test
    void fileReplacesTheTenantAndWhatIsNoneIsRefused() {
        // Given
        var browser = new Browser(home, "en");
        browser.login("hotel", PATH + "/settings");
        var file = browser.get(PATH + "/settings/export").answer().body();
        // When
        int imported = upload(
                browser, file.replace("\"Business hotel-royal\"", "Imported").replace("premium", "free"));
        var after = tenants.read(ConsoleTenants.HOTEL);
        var refused = List.of(
                upload(browser, "no: [yaml"),
                upload(browser, ""),
                upload(browser, "slug: other"),
                upload(browser, file + "secrets: {llm.api-key: in-a-file}\n"));
        // Then
        assertThat(imported).isEqualTo(303);
        assertThat(after.document().name()).isEqualTo("Imported");
        assertThat(after.document().plan()).isEqualTo(Plan.PREMIUM);
        assertThat(refused).containsOnly(422);
        assertThat(tenants.read(ConsoleTenants.HOTEL)).isEqualTo(after);
    }

    private static int upload(Browser browser, String file) {
        var token = browser.get(PATH + "/settings")
                .page()
                .selectFirst("input[name=csrf]")
                .val();
        return given().redirects()
                .follow(false)
                .cookies(browser.cookies())
                .multiPart("csrf", token)
                .multiPart("file", "tenant.yaml", file.getBytes(UTF_8), "application/yaml")
                .post(PATH + "/settings/import")
                .statusCode();
    }

    @Test
    void tenantIsCreatedWithPhrasesInItsLanguageAndDeletedByTypingItsSlug() {
        // Given
        var browser = new Browser(home, "ru");
        var page = browser.login("admin", "/console/new");
        var slug = "new-" + Long.toString(System.nanoTime(), 36);
        // When
        var bad = browser.submit(page.form("form#create"), Map.of("name", "", "slug", "Ой!"));
        var created = browser.submit(bad.form("form#create"), Map.of("name", SCRIPT, "slug", slug));
        var document = tenants.read(slug).document();
        var settings = browser.get("/console/t/" + slug + "/settings");
        var mistyped = browser.submit(settings.form("#delete form"), Map.of("confirm", "no"));
        var deleted = browser.submit(mistyped.form("#delete form"), Map.of("confirm", slug));
        // Then
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.page().select("[aria-invalid=true]").eachAttr("name")).contains("name", "slug");
        assertThat(created.texts(".flash")).containsExactly("Создано");
        assertThat(created.page().select("script:not([src])")).isEmpty();
        assertThat(created.texts(".crumb-name")).containsExactly(SCRIPT);
        assertThat(document.assistant().greeting()).isEqualTo("Здравствуйте! Чем могу помочь?");
        assertThat(mistyped.status()).isEqualTo(422);
        assertThat(deleted.texts(".flash")).containsExactly("Удалено");
        assertThat(deleted.texts("td .mono")).doesNotContain(slug);
    }

    @Test
    void whatIsTypedIntoAnyFieldComesBackAsTextOnEveryPage() {
        // Given
        var browser = new Browser(home, "en");
        browser.login("hotel", PATH);
        for (var path : List.of("messengers", "assistant", "hours", "limits", "settings")) {
            var page = browser.get(PATH + "/" + path);
            for (var form :
                    page.page().select("main form:has(input[name=base])").forms()) {
                var typed = new HashMap<String, String>();
                form.select("input:not([type=hidden]):not([type=checkbox]), textarea, select")
                        .eachAttr("name")
                        .forEach(name -> typed.put(name, "\"'>" + SCRIPT));
                // When
                var answer = browser.submit(form, typed);
                // Then
                assertThat(answer.status()).as(path).isIn(200, 422);
                assertThat(answer.page().select("script:not([src])")).as(path).isEmpty();
                assertThat(answer.answer().body()).as(path).doesNotContain("<script>alert");
            }
        }
    }
}
