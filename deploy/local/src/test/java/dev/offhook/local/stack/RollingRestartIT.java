package dev.offhook.local.stack;

import java.time.Duration;

import dev.offhook.local.cli.Console;
import dev.offhook.local.testsupport.LiveCalls;
import dev.offhook.local.testsupport.RunningStack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas of webhook-service behind the proxy are replaced while people are on the line. */
class RollingRestartIT {
    private static final boolean FULL = Boolean.getBoolean("offhook.test.full");
    private static final int LINES = FULL ? 200 : 40;
    private static final Duration PAUSE = Duration.ofSeconds(FULL ? 8 : 3);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void noTurnFailsWhileEachReplicaIsReplaced() {
        // Given
        try (var stack = RunningStack.with("--replicas", "webhook=2", "--no-keycloak")) {
            var calls = LiveCalls.on(stack, LINES, PAUSE);
            try (calls) {
                awaitQuiet(calls);

                // When
                for (int replica = 0; replica < 2; replica++) {
                    replace(stack, replica);
                    awaitTurns(calls, 2 * LINES);
                }
            }

            // Then
            Console.ofProcess()
                    .line(
                            "rolling restart: %d lines, %d calls, %d turns, %d failed, slowest answer %d ms",
                            LINES,
                            calls.calls(),
                            calls.turns(),
                            calls.failures().size(),
                            calls.slowest().toMillis());
            assertThat(calls.failures()).isEmpty();
        }
    }

    private static void replace(RunningStack stack, int replica) {
        var before = webhook(stack, replica);
        before.handle().orElseThrow().destroy();
        await().atMost(PATIENCE).untilAsserted(() -> {
            var now = webhook(stack, replica);
            assertThat(now.pid()).isNotIn(0L, before.pid());
            assertThat(Health.of(now)).isEqualTo(Health.UP);
        });
    }

    private static ProcessState webhook(RunningStack stack, int replica) {
        return StackState.read(stack.layout())
                .orElseThrow()
                .processes(ServiceName.WEBHOOK.id())
                .get(replica);
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
