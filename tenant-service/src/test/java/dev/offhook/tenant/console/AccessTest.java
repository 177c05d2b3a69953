package dev.offhook.tenant.console;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
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
class AccessTest {
    private static final String PATH = "/console/t/" + ConsoleTenants.HOTEL;
    private static final String OTHER = "sales-house";

    @TestHTTPResource("/")
    URI home;

    @Inject
    ConsoleTenants tenants;

    @BeforeEach
    void someTenants() {
        tenants.hotel();
        tenants.fresh(OTHER, "+74957654321");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/messengers",
                "/assistant",
                "/hours",
                "/limits",
                "/settings",
                "/settings/versions",
                "/settings/audit"
            })
    void viewerSeesAPageAndNoButtonThatChangesIt(String path) {
        // Given
        var browser = new Browser(home, "en");
        // When
        var page = browser.login("viewer", PATH + path);
        // Then
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.texts(".note")).contains("You may look at this tenant and not change it.");
        assertThat(page.page().select("main button:not(.visually-hidden)")).isEmpty();
        assertThat(page.page().select("main input:not([type=hidden]), main textarea, main select").stream()
                        .filter(input -> input.closest("fieldset[disabled]") == null && !input.hasAttr("disabled")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/messengers",
                "/assistant",
                "/hours",
                "/limits",
                "/settings",
                "/settings/secrets",
                "/settings/versions",
                "/settings/delete"
            })
    void whatAViewerPostsIsForbiddenAndChangesNothing(String path) {
        // Given
        var browser = new Browser(home, "en");
        var token = browser.login("viewer", PATH + "/settings")
                .page()
                .selectFirst("input[name=csrf]")
                .val();
        var before = tenants.read(ConsoleTenants.HOTEL);
        // When
        var answer = browser.post(
                PATH + path,
                List.of(
                        Map.entry("csrf", token),
                        Map.entry("revision", Long.toString(before.revision())),
                        Map.entry("version", "1"),
                        Map.entry("kind", "twilio-voice"),
                        Map.entry("name", "llm.api-key"),
                        Map.entry("value", "stolen"),
                        Map.entry("confirm", ConsoleTenants.HOTEL)),
                Map.of());
        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.texts("h1")).containsExactly("You may not do this");
        assertThat(tenants.read(ConsoleTenants.HOTEL)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/messengers", "/settings", "/settings/export", "/settings/audit", "/settings/versions"})
    void tenantOfSomebodyElseIsThePageOfATenantThatIsNotThere(String path) {
        // Given
        var browser = new Browser(home, "en");
        browser.login("hotel", "/console");
        // When
        var others = browser.get("/console/t/" + OTHER + path);
        var nobodys = browser.get("/console/t/no-such-tenant" + path);
        // Then
        assertThat(others.status()).isEqualTo(404);
        assertThat(nobodys.status()).isEqualTo(404);
        assertThat(others.page().text().replace(OTHER, "X"))
                .isEqualTo(nobodys.page().text().replace("no-such-tenant", "X"));
    }

    @Test
    void listShowsOnlyWhatTheReaderMaySee() {
        // Given
        var operator = new Browser(home, "en");
        var admin = new Browser(home, "en");
        // When
        var hers = operator.login("hotel", "/console");
        var all = admin.login("admin", "/console");
        var found = admin.get("/console?q=sales-ho");
        // Then
        assertThat(hers.texts("td .mono")).containsExactly(ConsoleTenants.HOTEL);
        assertThat(hers.page().select("a[href=/console/new]")).isEmpty();
        assertThat(operator.get("/console/new").status()).isEqualTo(403);
        assertThat(all.texts("td .mono")).contains(ConsoleTenants.HOTEL, OTHER);
        assertThat(found.texts("td .mono")).containsExactly(OTHER);
    }

    @Test
    void formWithoutTheTokenOrFromAnotherSiteIsRefused() {
        // Given
        var browser = new Browser(home, "en");
        var other = new Browser(home, "en");
        var page = browser.login("hotel", PATH + "/limits");
        var othersToken = other.login("admin", PATH + "/limits")
                .page()
                .selectFirst("input[name=csrf]")
                .val();
        var before = tenants.read(ConsoleTenants.HOTEL);
        var form = page.form("form#limits");
        var good = List.of(
                Map.entry("csrf", page.page().selectFirst("input[name=csrf]").val()));
        // When
        var statuses = List.of(
                browser.submit(form, mapWithout("csrf")).status(),
                browser.submit(form, Map.of("csrf", othersToken)).status(),
                browser.post(PATH + "/limits", good, Map.of("Sec-Fetch-Site", "cross-site"))
                        .status(),
                browser.post(PATH + "/limits", good, Map.of("Origin", "https://evil.example"))
                        .status());
        // Then
        assertThat(statuses).containsOnly(403);
        assertThat(tenants.read(ConsoleTenants.HOTEL)).isEqualTo(before);
    }

    private static Map<String, String> mapWithout(String field) {
        var map = new HashMap<String, String>();
        map.put(field, null);
        return map;
    }
}
