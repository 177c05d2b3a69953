package dev.offhook.local.keys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import dev.offhook.local.stack.ServiceName;
import dev.offhook.local.stack.StackState;
import dev.offhook.local.testsupport.LiveCalls;
import dev.offhook.local.testsupport.RunningStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The key ring is rotated while people are on the line, and the replicas that drive it are killed. */
@EnabledIfSystemProperty(
        named = "offhook.test.full",
        matches = "true",
        disabledReason = "takes minutes: ./offhook test --full")
class RotationIT {
    private static final int LINES = 8;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What asked a replica that was killed just then may never be answered. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    @Test
    void noTurnFailsWhileTheKeyIsRotatedAndWhoeverDrivesItDies() throws IOException, InterruptedException {
        // Given
        try (var stack = RunningStack.with("--replicas", "tenant=2");
                var calls = LiveCalls.on(stack, LINES, PAUSE)) {
            awaitQuiet(calls);
            String token = stack.offhook("token").output().strip();

            // When
            var first = stack.offhook("rotate");
            var begun = ask(stack, token, "POST", "/api/keys/rotations");
            for (int replica = 0; replica < 2; replica++) {
                kill(stack, replica);
            }
            awaitAnswer(stack, token);
            var second = stack.offhook("rotate", "--within", "240");
            awaitTurns(calls, LINES);

            // Then
            assertThat(first.exitCode()).as(first.output()).isZero();
            assertThat(second.exitCode()).as(second.output()).isZero();
            assertThat(calls.failures()).isEmpty();
            var ring = ask(stack, token, "GET", "/api/keys");
            assertThat(ring.path("sealsWith").asText()).isNotEqualTo("local");
            assertThat(ring.path("inUse").properties()).hasSize(1);
            assertThat(ring.path("keys").findValuesAsText("state")).contains("primary", "retired");
            assertThat(ring.path("replicas").findValuesAsText("service"))
                    .contains("webhook-service", "dialogue-service", "tenant-service", "notification-service");
            assertThat(ask(stack, token, "GET", "/api/keys/rotations/" + begun.path("id"))
                            .path("step")
                            .asText())
                    .isEqualTo("done");
        }
    }

    private static void kill(RunningStack stack, int replica) {
        StackState.read(stack.layout())
                .orElseThrow()
                .processes(ServiceName.TENANT.id())
                .get(replica)
                .handle()
                .orElseThrow()
                .destroyForcibly();
    }

    private static JsonNode ask(RunningStack stack, String token, String method, String path)
            throws IOException, InterruptedException {
        return EventJson.mapper().readTree(send(stack, token, method, path).body());
    }

    private static HttpResponse<String> send(RunningStack stack, String token, String method, String path)
            throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + stack.ports().tenant() + path))
                    .header("Authorization", "Bearer " + token)
                    .timeout(ANSWERED_WITHIN)
                    .method(method, BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static void awaitAnswer(RunningStack stack, String token) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> send(stack, token, "GET", "/api/keys").statusCode() == 200);
    }

    // A cold stack on a busy machine has apologies of its own.
    private static void awaitQuiet(LiveCalls calls) {
        await().atMost(PATIENCE).until(() -> {
            calls.startOver();
            awaitTurns(calls, LINES);
            return calls.failures().isEmpty();
        });
        calls.startOver();
    }

    private static void awaitTurns(LiveCalls calls, int more) {
        long wanted = calls.turns() + more;
        await().atMost(PATIENCE).until(() -> calls.turns() >= wanted);
    }
}
