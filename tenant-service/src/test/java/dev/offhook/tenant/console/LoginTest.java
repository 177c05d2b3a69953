package dev.offhook.tenant.console;

import java.net.URI;
import java.util.Map;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.Browser;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class LoginTest {
    @TestHTTPResource("/")
    URI home;

    @Test
    void codeFlowLeadsBackToThePageThatWasAskedFor() {
        // Given
        var browser = new Browser(home, "en");
        // When
        var page = browser.login("admin", "/console?q=nobody");
        // Then
        assertThat(page.status()).as(page.page().text()).isEqualTo(200);
        assertThat(page.url().getPath()).isEqualTo("/console");
        assertThat(page.url().getQuery()).isEqualTo("q=nobody");
        assertThat(page.texts("h1")).containsExactly("Tenants");
        assertThat(page.texts(".user")).containsExactly("admin");
    }

    @Test
    void everyPageCarriesTheHeadersThatHoldScriptsOff() {
        // Given
        var browser = new Browser(home, "en");
        // When
        var page = browser.login("admin", "/console");
        // Then
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self' http://")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void nothingOfAPageIsInlineAndEverythingItNamesIsThere() {
        // Given
        var browser = new Browser(home, "en");
        // When
        var page = browser.login("admin", "/console").page();
        // Then
        assertThat(page.select("style, script:not([src]), [style], [onclick], [onload]"))
                .isEmpty();
        assertThat(page.select("script[src], link[href]").stream()
                        .map(asset -> asset.hasAttr("src") ? asset.attr("src") : asset.attr("href"))
                        .map(path -> browser.get(path).status() + " " + path))
                .allMatch(answer -> answer.startsWith("200 /"));
    }

    @Test
    void languageIsTheBrowsersUntilOneIsChosen() {
        // Given
        var browser = new Browser(home, "ru-RU,ru;q=0.9,en;q=0.5");
        var russian = browser.login("admin", "/console");
        // When
        var english = browser.get("/console/language/en");
        // Then
        assertThat(russian.texts("h1")).containsExactly("Компании");
        assertThat(russian.page().selectFirst("html").attr("lang")).isEqualTo("ru");
        assertThat(english.texts("h1")).containsExactly("Tenants");
        assertThat(browser.get("/console").texts("h1")).containsExactly("Tenants");
    }

    @Test
    void unknownPageIsAPageThatSaysSo() {
        // Given
        var browser = new Browser(home, "ru");
        browser.login("admin", "/console");
        // When
        var page = browser.get("/console/no/such/page");
        // Then
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.texts("h1")).containsExactly("Здесь ничего нет");
    }

    @Test
    void logoutNeedsTheTokenAndEndsTheSessionAtTheIssuerToo() {
        // Given
        var browser = new Browser(home, "en");
        var page = browser.login("admin", "/console");
        var form = page.form("form.session");
        // When
        var forged = browser.submit(form, Map.of("csrf", "forged"));
        var out = browser.submit(form, Map.of());
        // Then
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.texts("h1")).containsExactly("You may not do this");
        assertThat(out.page().select("form#kc-form-login")).hasSize(1);
        assertThat(browser.get("/console").page().select("form#kc-form-login")).hasSize(1);
    }
}
