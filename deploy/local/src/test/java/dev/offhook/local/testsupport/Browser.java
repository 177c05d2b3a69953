package dev.offhook.local.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * A real Chromium, the one that is installed. One process for each of these; to be closed.
 *
 * <p>What a page throws or asks for outside of loopback is kept, see {@link #troubles}: nothing that a page needs comes
 * from elsewhere.
 */
public final class Browser implements AutoCloseable {
    /** The system property, and in capitals the environment variable, that names a browser: {@code OFFHOOK_CHROMIUM}. */
    private static final String SETTING = "offhook.chromium";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /**
     * Starts it.
     *
     * @throws TestAbortedException when no browser is installed: the test is reported as skipped, with the reason
     */
    public static Browser start() {
        var installed = installed();
        Assumptions.assumeTrue(
                installed.isPresent(),
                "no browser is installed: none of " + String.join(", ", NAMES)
                        + " is on the PATH, and OFFHOOK_CHROMIUM names none");
        // Playwright would fetch browsers of its own.
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            var chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(installed.get())
                            .setHeadless(true)
                            .setArgs(FLAGS));
            return new Browser(playwright, chromium);
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** The browser that would be started; empty where none is installed. */
    public static Optional<Path> installed() {
        String named = System.getProperty(SETTING, System.getenv().getOrDefault("OFFHOOK_CHROMIUM", ""));
        if (!named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return NAMES.stream()
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(":"))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * A window of somebody who has never been here: own cookies, own storage.
     *
     * @param language what the browser asks for, BCP 47, e.g. {@code ru-RU}
     */
    public BrowserContext visitor(String language) {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setLocale(language));
    }

    /** The same on a phone, 360 pixels wide. */
    public BrowserContext onPhone(String language) {
        return chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(360, 740)
                .setDeviceScaleFactor(2)
                .setHasTouch(true));
    }

    /**
     * Everything that goes wrong in a context's pages from now on, to be looked at in the end: what the console shows as an
     * error (a violated Content-Security-Policy is one), what throws, and requests that leave loopback.
     */
    public static List<String> troubles(BrowserContext context) {
        var troubles = new CopyOnWriteArrayList<String>();
        context.onConsoleMessage(message -> {
            if ("error".equals(message.type())) {
                troubles.add(message.text());
            }
        });
        context.onWebError(error -> troubles.add(error.error()));
        context.onRequest(request -> {
            if (!request.url().matches("(https?://(localhost|127\\.0\\.0\\.1)[:/].*)|data:.*|blob:.*|about:.*")) {
                troubles.add("leaves this machine: " + request.url());
            }
        });
        return troubles;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
