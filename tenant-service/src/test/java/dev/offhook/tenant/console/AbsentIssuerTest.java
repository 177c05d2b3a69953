package dev.offhook.tenant.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import dev.offhook.servers.RealServers;
import dev.offhook.servers.Relay;
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

    private final URI keycloak = URI.create(TestIssuer.url());

    @TestHTTPResource("/")
    URI home;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    URI issuer;

    /** The issuer's address is a port that was free a moment ago. */
    public static final class NobodyListens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (var socket = new ServerSocket(0)) {
                return Map.of(
                        "quarkus.oidc.auth-server-url",
                        "http://localhost:" + socket.getLocalPort() + "/realms/offhook");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void consoleSaysThatTheLoginIsAwayAndLetsInOnceItIsThere() {
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
        try (var relay = Relay.at(issuer.getPort(), keycloak.getHost(), keycloak.getPort())) {
            relay.open();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            new Browser(home, "en").get("/console").page().select("form#kc-form-login"))
                    .hasSize(1));
            assertThat(user.login("admin", "/console").texts("h1")).containsExactly("Tenants");
        }

        // It is away again: who is logged in works on, who is not is told.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        new Browser(home, "en").get("/console").status())
                .isEqualTo(503));
        assertThat(user.get("/console").texts("h1")).containsExactly("Tenants");
    }
}
