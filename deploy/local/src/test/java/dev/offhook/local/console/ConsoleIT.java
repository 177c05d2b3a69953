package dev.offhook.local.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.offhook.events.Provider;
import dev.offhook.local.cli.Console;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.provider.TenantsFile;
import dev.offhook.local.stack.StackState;
import dev.offhook.local.testsupport.Browser;
import dev.offhook.local.testsupport.RunningStack;
import dev.offhook.local.token.StackTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an operator does in the console, and what callers then hear. */
@ExtendWith(RunningStack.Given.class)
class ConsoleIT {
    private static final String TENANT = "hotel-royal";
    private static final String CARD = "form#voximplant-voice";
    private static final int FOUND = 302;
    private static final int UNAVAILABLE = 503;
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunningStack stack;
    private Browser browser;
    private Ingress ingress;
    private Telephony telephony;

    ConsoleIT(RunningStack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void open() {
        browser = Browser.start();
        int port = stack.ports().webhook();
        ingress = new Ingress("http://localhost:" + port, port, 2);
        telephony = new Telephony(ingress, TenantsFile.read(stack.layout().tenantsFile()));
        awaitIssuer();
    }

    @AfterEach
    void close() {
        if (ingress != null) {
            ingress.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ru-RU | Мессенджеры | Голосовые звонки (Voximplant) | Приветствие | Сохранить настройки | Сохранено | Вернуть",
                "en-US | Messengers | Voice calls (Voximplant) | Greeting | Save settings | Saved | Roll back"
            })
    void aGreetingThatIsSavedIsHeardByTheNextCallAndRolledBack(
            String language, String tab, String card, String label, String save, String saved, String rollBack) {
        // Given
        String before = greeting();
        String greeting = "Добрый вечер! " + UUID.randomUUID();
        try (var operator = browser.visitor(language)) {
            var troubles = Browser.troubles(operator);
            var page = loggedIn(operator, "hotel", "/console/t/" + TENANT);
            page.getByRole(
                            com.microsoft.playwright.options.AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(tab).setExact(true))
                    .click();
            assertThat(page.locator(CARD + " h2")).hasText(card);

            // When
            page.locator(CARD).getByLabel(label).fill(greeting);
            page.locator(CARD + " .card-foot button").click();
            var since = Instant.now();

            // Then
            assertThat(page.locator(".flash")).containsText(saved);
            assertThat(heardWithin(since, greeting)).isLessThan(HEARD_WITHIN);

            // When
            page.navigate(url("/console/t/" + TENANT + "/settings/versions"));
            page.locator(".version").nth(1).locator("button").click();
            since = Instant.now();

            // Then
            assertThat(page.locator(".flash")).isVisible();
            assertThat(heardWithin(since, before)).isLessThan(HEARD_WITHIN);
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void whoSavesSecondIsToldAndLosesNoTyping() {
        // Given
        String messengers = "/console/t/" + TENANT + "/messengers";
        try (var first = browser.visitor("en-US");
                var second = browser.visitor("en-US")) {
            var one = loggedIn(first, "hotel", messengers);
            var other = loggedIn(second, "admin", messengers);
            one.locator(CARD + " [name=greeting]").fill("One greets so.");
            other.locator(CARD + " [name=greeting]").fill("The other greets so.");

            // When
            one.locator(CARD + " .card-foot button").click();
            assertThat(one.locator(".flash")).isVisible();
            other.locator(CARD + " .card-foot button").click();

            // Then
            assertThat(other.locator(CARD + " .alert-warn")).containsText("hotel");
            assertThat(other.locator(CARD + " [name=greeting]")).hasValue("The other greets so.");
            assertThat(other.locator(CARD)).containsText("One greets so.");
        }
    }

    @Test
    void aViewerSeesAndChangesNothingAndAStrangerSeesNothing() {
        try (var viewer = browser.visitor("en-US");
                var stranger = browser.visitor("en-US")) {
            // When
            var seen = loggedIn(viewer, "viewer", "/console/t/" + TENANT + "/messengers");
            var unseen = loggedIn(stranger, "hr", "/console/t/" + TENANT + "/messengers");

            // Then
            assertThat(seen.locator(CARD)).isVisible();
            assertThat(seen.locator(CARD + " .card-foot button")).hasCount(0);
            assertThat(unseen.locator(CARD)).hasCount(0);
            assertThat(unseen.content()).doesNotContain("Hotel Royal");
        }
    }

    @Test
    void theAssistantIsTriedOutInThePage() {
        try (var operator = browser.visitor("en-US")) {
            // Given
            var troubles = Browser.troubles(operator);
            var page = loggedIn(operator, "hotel", "/console/t/" + TENANT + "/try");

            // When
            page.locator("#try form button").first().click();
            page.locator("#words").fill("Сколько стоит номер?");
            page.locator("form.say button").click();

            // Then
            assertThat(page.locator("#try .timeline").last()).containsText("6500");
            assertThat(page.locator("#words")).isFocused();
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void aCallAppearsWhileItGoesOn() {
        try (var operator = browser.visitor("en-US")) {
            // Given
            var troubles = Browser.troubles(operator);
            var page = loggedIn(operator, "hotel", "/console/t/" + TENANT + "/calls");
            var call = telephony.call(TENANT, Provider.VOXIMPLANT);

            // When
            call.start().join();

            // Then
            var shown =
                    page.locator(".now-call[href*='" + call.conversationId().substring("voximplant:".length()) + "']");
            assertThat(shown).isVisible();

            // When
            shown.click();
            call.say("Сколько стоит номер?").join();

            // Then
            assertThat(page.locator(".timeline")).containsText("6500");
            call.end().join();
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void theCheckSaysWhatIsWrongWithANumber() {
        try (var admin = browser.visitor("en-US")) {
            // Given
            var troubles = Browser.troubles(admin);
            var page = loggedIn(admin, "admin", "/console/t/hr-center/connect");

            // When
            page.locator("#twilio-voice .findings a.button").click();

            // Then
            assertThat(page.locator("#twilio-voice .finding").first()).isVisible();
            assertThat(page.locator("#twilio-voice .badge-bad")).hasCount(0);
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void withoutKeycloakCallsAreAnsweredAndTheConsoleSaysWhatIsWrong() throws Exception {
        // Given
        var keycloak = StackState.read(stack.layout())
                .orElseThrow()
                .processes("keycloak")
                .getFirst();
        try (var visitor = browser.visitor("en-US")) {
            // When
            signal("STOP", keycloak.pid());
            String heard;
            String shown;
            int status;
            try {
                heard = greeting();
                // The console believes for two seconds what it has last seen of the issuer.
                await().atMost(PATIENCE).until(() -> consoleStatus() == UNAVAILABLE);
                var page = visitor.newPage();
                var answer = page.navigate(url("/console"));
                status = answer.status();
                shown = page.content();
            } finally {
                signal("CONT", keycloak.pid());
            }

            // Then
            assertThat(heard).isNotBlank();
            assertThat(status).isEqualTo(UNAVAILABLE);
            assertThat(shown).contains("lang=\"en\"").doesNotContain("Exception");
            awaitIssuer();
        }
    }

    private String heardBy(Provider provider) {
        var call = telephony.call(TENANT, provider);
        String heard = call.start().join().text();
        call.end().join();
        return heard;
    }

    private String greeting() {
        return heardBy(Provider.VOXIMPLANT);
    }

    /** How long after {@code since} a call began that heard it. */
    private Duration heardWithin(Instant since, String greeting) {
        var began = new Instant[1];
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            began[0] = Instant.now();
            return greeting().contains(greeting);
        });
        var within = Duration.between(since, began[0]);
        Console.ofProcess()
                .line("a greeting that was saved is heard by a call that begins %d ms later", within.toMillis());
        return within;
    }

    private Page loggedIn(BrowserContext context, String user, String path) {
        var page = context.newPage();
        page.navigate(url(path));
        page.fill("#username", user);
        page.fill("#password", user);
        page.click("#kc-login");
        page.waitForURL(url(path));
        return page;
    }

    private String url(String path) {
        return "http://localhost:" + stack.ports().tenant() + path;
    }

    /** Keycloak is up some time after the rest of the stack, and the services ask for it again now and then. */
    private void awaitIssuer() {
        assertThat(new StackTokens(stack.layout()).of("hotel", "hotel")).isNotBlank();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> consoleStatus() == FOUND);
    }

    /** Of the console for a browser that is not logged in: 302 to the login, or 503. */
    private int consoleStatus() throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(URI.create(url("/console")))
                    .header("Accept", "text/html")
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
