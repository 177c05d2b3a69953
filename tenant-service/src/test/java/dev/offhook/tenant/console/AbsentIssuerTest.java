package dev.offhook.tenant.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.offhook.servers.RealServers;
import dev.offhook.servers.TestIssuer;
import dev.offhook.tenant.testsupport.Browser;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An issuer that is not there when the service starts, comes, and goes. */
@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(AbsentIssuerTest.NobodyListens.class)
class AbsentIssuerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final URI keycloak = URI.create(TestIssuer.url());

    @TestHTTPResource("/")
    URI home;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    URI issuer;

    /** The issuer's address is a port that was free a moment ago. */
    public static final class NobodyListens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (var socket = listen(0)) {
                return Map.of(
                        "quarkus.oidc.auth-server-url",
                        "http://localhost:" + socket.getLocalPort() + "/realms/offhook");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void consoleSaysThatTheLoginIsAwayAndLetsInOnceItIsThere() throws IOException {
        // Nobody listens.
        var russian = new Browser(home, "ru").get("/console");
        assertThat(russian.status()).isEqualTo(503);
        assertThat(russian.texts("h1")).containsExactly("Вход недоступен");
        assertThat(russian.header("Retry-After")).isNotEmpty();
        assertThat(russian.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(new Browser(home, "en").get("/console").texts("h1")).containsExactly("The login is away");
        assertThat(new Browser(home, "en").get("/console/console.css").status()).isEqualTo(200);

        // The issuer is there.
        var user = new Browser(home, "en");
        try (var relay = listen(issuer.getPort())) {
            Thread.startVirtualThread(() -> relay(relay));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            new Browser(home, "en").get("/console").page().select("form#kc-form-login"))
                    .hasSize(1));
            assertThat(user.login("admin", "/console").texts("h1")).containsExactly("Tenants");
        }
        for (var connection : connections) {
            connection.close();
        }

        // It is away again: who is logged in works on, who is not is told.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        new Browser(home, "en").get("/console").status())
                .isEqualTo(503));
        assertThat(user.get("/console").texts("h1")).containsExactly("Tenants");
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    }

    private void relay(ServerSocket relay) {
        while (!relay.isClosed()) {
            try {
                var client = relay.accept();
                var server = new Socket(keycloak.getHost(), keycloak.getPort());
                connections.addAll(List.of(client, server));
                Thread.startVirtualThread(() -> copy(client, server));
                Thread.startVirtualThread(() -> copy(server, client));
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them has hung up, and both are closed.
            return;
        }
    }
}
