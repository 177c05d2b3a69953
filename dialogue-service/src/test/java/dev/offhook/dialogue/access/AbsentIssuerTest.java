package dev.offhook.dialogue.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.servers.Relay;
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
    void tokensAreRefusedSoonWhileIssuerIsAwayAndAcceptedOnceItIsThere() {
        // Nobody listens. The first request of a JVM warms the client up, and is not one that is timed.
        given().get("/").then().statusCode(200);
        given().get("/api/probe").then().statusCode(401);
        expectUnavailable();

        var keycloak = URI.create(TestIssuer.url());
        try (var relay = Relay.at(issuer.getPort(), keycloak.getHost(), keycloak.getPort())) {
            // Somebody listens, and never answers.
            relay.open();
            relay.mute();
            expectUnavailable();
            given().get("/").then().statusCode(200);

            // The issuer is there.
            relay.open();
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
}
