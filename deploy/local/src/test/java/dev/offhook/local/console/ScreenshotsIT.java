package dev.offhook.local.console;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.offhook.events.Provider;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.provider.TenantsFile;
import dev.offhook.local.testsupport.Browser;
import dev.offhook.local.testsupport.RunningStack;
import dev.offhook.local.token.StackTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Takes the pictures of {@code docs/images} anew. */
@EnabledIfSystemProperty(
        named = "offhook.screenshots",
        matches = "write",
        disabledReason = "writes docs/images: -Doffhook.screenshots=write")
@ExtendWith(RunningStack.Given.class)
class ScreenshotsIT {
    private static final Path IMAGES = Path.of("../../docs/images");
    private static final String TENANT = "hr-center";
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 860;

    private final RunningStack stack;

    ScreenshotsIT(RunningStack stack) {
        this.stack = stack;
    }

    @Test
    void takesThem() {
        // Given
        assertThat(new StackTokens(stack.layout()).of("hr", "hr")).isNotBlank();
        talk();

        try (var browser = Browser.start()) {
            // When
            try (var russian = browser.visitor("ru-RU")) {
                var troubles = Browser.troubles(russian);
                var page = loggedIn(russian);
                for (String name : List.of("messengers", "assistant", "hours", "limits", "calls", "sms", "settings")) {
                    shoot(page, "/" + name, name + "-ru", shown -> {});
                }
                shoot(page, "/try", "try-ru", shown -> {
                    shown.locator("#try form button").first().click();
                    shown.locator("#words").fill("Хочу сменить профессию, интересует IT");
                    shown.locator("form.say button").click();
                    assertThat(shown.locator("#try .timeline")).containsText("IT");
                });
                shoot(page, "/connect", "connect-ru", ScreenshotsIT::check);
                shoot(page, "", "overview-ru", shown -> {});
                shoot(page, "/calls", "call-ru", shown -> {
                    shown.locator("a[href*='/calls/twilio']").first().click();
                    shown.waitForLoadState();
                });
                shoot(page, "/settings/versions", "versions-ru", shown -> {});
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                shoot(page, "", "overview-dark-ru", shown -> {});

                // Then
                assertThat(troubles).isEmpty();
            }
            try (var english = browser.visitor("en-US")) {
                var page = loggedIn(english);
                shoot(page, "", "overview-en", shown -> {});
                shoot(page, "/messengers", "messengers-en", shown -> {});
                shoot(page, "/connect", "connect-en", ScreenshotsIT::check);
            }
            try (var phone = browser.onPhone("ru-RU")) {
                var page = loggedIn(phone);
                page.navigate(url("/messengers"));
                page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve("phone-ru.png")));
            }
        }
    }

    private void talk() {
        int port = stack.ports().webhook();
        try (var ingress = new Ingress("http://localhost:" + port, port, 2)) {
            var telephony =
                    new Telephony(ingress, TenantsFile.read(stack.layout().tenantsFile()));
            for (int i = 0; i < 6; i++) {
                var call = telephony.call(TENANT, i % 3 == 2 ? Provider.VOXIMPLANT : Provider.TWILIO);
                call.start().join();
                call.say("Привет, хочу сменить профессию").join();
                call.say("IT интересует").join();
                if (i % 2 == 0) {
                    call.say("Сколько стоит консультация?").join();
                }
                call.end().join();
            }
        }
    }

    private static void check(Page page) {
        page.locator("#twilio-voice .findings a.button").click();
        assertThat(page.locator("#twilio-voice .finding").first()).isVisible();
    }

    private void shoot(Page page, String path, String name, Consumer<Page> first) {
        page.setViewportSize(WIDTH, HEIGHT);
        page.navigate(url(path));
        first.accept(page);
        page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name + ".png")));
    }

    private Page loggedIn(BrowserContext context) {
        var page = context.newPage();
        page.navigate(url(""));
        page.fill("#username", "hr");
        page.fill("#password", "hr");
        page.click("#kc-login");
        page.waitForURL(url(""));
        return page;
    }

    private String url(String path) {
        return stack.ports().consoleUrl() + "/t/" + TENANT + path;
    }
}
