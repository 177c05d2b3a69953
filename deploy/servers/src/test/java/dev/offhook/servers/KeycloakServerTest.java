package dev.offhook.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeycloakServerTest {
    private static final Duration END_OF_WATCH = Duration.ofSeconds(20);

    @ParameterizedTest
    @CsvSource({
        "admin, platform-admin, ",
        "hotel, tenant-admin, hotel-royal",
        "hr, tenant-admin, hr-center",
        "viewer, viewer, hotel-royal hr-center"
    })
    void tokenSaysWhatServicesRead(String user, String role, String tenants) throws IOException {
        // When
        var claims = claims(new Tokens(TestIssuer.url()).of(user));

        // Then
        assertThat(claims.get("iss").asText()).isEqualTo(TestIssuer.url());
        assertThat(claims.get("aud").asText()).isEqualTo("offhook-api");
        assertThat(claims.get("preferred_username").asText()).isEqualTo(user);
        assertThat(claims.get("sub").asText()).isNotBlank();
        assertThat(texts(claims.at("/realm_access/roles"))).containsExactly(role);
        assertThat(texts(claims.path("tenants")))
                .containsExactlyInAnyOrder(tenants == null ? new String[0] : tenants.split(" "));
    }

    @Test
    void wrongPasswordIsNamedAsReason() {
        assertThatThrownBy(() -> new Tokens(TestIssuer.url()).of("hotel", "wrong"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hotel")
                .hasMessageContaining("Invalid user credentials");
    }

    @Test
    void dataOutliveServer(@TempDir Path directory) throws IOException {
        // Given
        var data = directory.resolve("data");
        var log = directory.resolve("keycloak.log");
        String before;
        try (var server = KeycloakServer.start(data, 0, log)) {
            before = claims(new Tokens(server.issuer()).of("hotel")).get("sub").asText();
        }

        // When
        try (var server = KeycloakServer.start(data, 0, log)) {

            // Then
            assertThat(claims(new Tokens(server.issuer()).of("hotel"))
                            .get("sub")
                            .asText())
                    .isEqualTo(before);
        }
    }

    @Test
    void killedTestRunLeavesNothingRunning() throws Exception {
        // Given
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName())
                .redirectError(Redirect.INHERIT);
        builder.environment().remove("OFFHOOK_TEST_OIDC");

        // When
        var run = builder.start();
        var issuer = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        // Then
        assertThat(run.waitFor()).isEqualTo(KilledRun.EXIT_CODE);
        assertThat(issuer).startsWith("http://localhost:");
        var end = Instant.now().plus(END_OF_WATCH);
        while (new Tokens(issuer).areThere() && Instant.now().isBefore(end)) {
            Tokens.pause(Duration.ofMillis(200));
        }
        assertThat(new Tokens(issuer).areThere()).isFalse();
    }

    /** Ends without stopping its server, as a run that is killed does. */
    static final class KilledRun {
        static final int EXIT_CODE = 9;

        public static void main(String[] arguments) {
            System.out.println(TestIssuer.url());
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static JsonNode claims(String token) throws IOException {
        return EventJson.mapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
