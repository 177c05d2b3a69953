package dev.offhook.dialogue.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.servers.TestIssuer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

/** An issuer that is not there when the service starts. */
@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(AbsentIssuerTest.NobodyListens.class)
class AbsentIssuerTest {
    /** Twice what is promised: the machine of a test has other work. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final String token = RealKeycloak.tokens().of("hotel");

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
    void tokensAreRefusedSoonWhileIssuerIsAwayAndAcceptedOnceItIsThere() throws IOException {
        // Nobody listens. The first request of a JVM warms the client up, and is not one that is timed.
        given().get("/").then().statusCode(200);
        given().get("/api/probe").then().statusCode(401);
        expectUnavailable();

        // Somebody listens, and never answers.
        try (var silent = listen(issuer.getPort())) {
            assertThat(silent.isBound()).isTrue();
            expectUnavailable();
            given().get("/").then().statusCode(200);
        }

        // The issuer is there.
        try (var relay = listen(issuer.getPort())) {
            Thread.startVirtualThread(() -> relay(relay));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(ask().statusCode()).isEqualTo(200));
        }

        // It is away again, and its keys are known.
        ask().then().statusCode(200);
    }

    private void expectUnavailable() {
        var before = Instant.now();
        var answer = ask();
        assertThat(Duration.between(before, Instant.now())).isLessThan(PATIENCE);
        answer.then()
                .statusCode(503)
                .contentType(startsWith("application/problem+json"))
                .header("Retry-After", "2")
                .body("detail", containsString("issuer"));
    }

    private Response ask() {
        return given().header("Authorization", "Bearer " + token).get("/api/probe");
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    }

    private static void relay(ServerSocket relay) {
        var keycloak = URI.create(TestIssuer.url());
        while (!relay.isClosed()) {
            try {
                var client = relay.accept();
                var server = new Socket(keycloak.getHost(), keycloak.getPort());
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
