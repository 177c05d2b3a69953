package dev.offhook.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;

import dev.offhook.local.testsupport.RunningStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(RunningStack.Given.class)
class StackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunningStack stack;

    StackIT(RunningStack stack) {
        this.stack = stack;
    }

    @Test
    void statusNamesEveryProcessWithItsPort() {
        // Given
        await().atMost(PATIENCE).until(() -> stack.status().get("healthy").asBoolean());

        // When
        var status = stack.status();

        // Then
        var names = new ArrayList<String>();
        status.get("processes").forEach(process -> names.add(process.get("name").asText()));
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "webhook", "dialogue", "tenant", "notification", "kafka", "postgres", "simulator", "keycloak");
        assertThat(stack.process("webhook").get("port").asInt())
                .isEqualTo(stack.ports().webhook());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "dialogue", "tenant", "notification", "kafka", "postgres", "keycloak"})
    void killedProcessIsReplacedByReadyOne(String name) {
        // Given
        await().atMost(PATIENCE).until(() -> Health.of(process(name)) == Health.UP);
        var killed = process(name);

        // When
        killed.handle().orElseThrow().destroyForcibly();

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            var replacement = process(name);
            assertThat(replacement.pid()).isNotIn(0L, killed.pid());
            assertThat(replacement.restarts()).isGreaterThan(killed.restarts());
            assertThat(Health.of(replacement)).isEqualTo(Health.UP);
        });
    }

    @Test
    void tokenOpensApiOfEveryService() {
        // When
        var token = stack.offhook("token", "--user", "hotel");

        // Then
        assertThat(token.exitCode()).as(token.output()).isZero();
        for (var service : ServiceName.values()) {
            var url = "http://localhost:" + stack.ports().http(service) + "/api/nothing-here";
            assertThat(statusOf(url, null)).isEqualTo(401);
            assertThat(statusOf(url, token.output().strip())).isEqualTo(404);
        }
    }

    @Test
    void secondUpIsRefused() {
        // When
        var second = stack.offhook("up", "-d", "--no-build");

        // Then
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.output()).contains("runs already");
        assertThat(stack.status().get("phase").asText()).isEqualTo("ready");
    }

    private static int statusOf(String url, String token) {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ProcessState process(String name) {
        return StackState.read(stack.layout()).orElseThrow().processes(name).getFirst();
    }
}
