package dev.offhook.local.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BrowserTest {
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var page = """
                    <!doctype html><meta charset="utf-8"><title>Привет</title>
                    <p id="language"></p>
                    <script>document.getElementById("language").textContent = navigator.language</script>
                    <script>if (location.pathname === "/broken") { undefinedFunction(); }</script>
                    """.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void pageIsReadAndItsScriptsRun() {
        try (var browser = Browser.start();
                var visitor = browser.visitor("ru-RU")) {
            // Given
            var troubles = Browser.troubles(visitor);

            // When
            var page = visitor.newPage();
            page.navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/");

            // Then
            assertThat(page.title()).isEqualTo("Привет");
            assertThat(page.textContent("#language")).isEqualTo("ru-RU");
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void whatGoesWrongInAPageIsKept() {
        try (var browser = Browser.start();
                var visitor = browser.onPhone("en-US")) {
            // Given
            var troubles = Browser.troubles(visitor);

            // When
            var page = visitor.newPage();
            page.navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/broken");

            // Then
            assertThat(page.viewportSize().width).isEqualTo(360);
            assertThat(troubles).anyMatch(trouble -> trouble.contains("undefinedFunction"));
        }
    }
}
