package dev.offhook.local.stack;

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
                        "webhook", "dialogue", "tenant", "notification", "kafka", "postgres", "simulator");
        assertThat(stack.process("webhook").get("port").asInt())
                .isEqualTo(stack.ports().webhook());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "dialogue", "tenant", "notification", "kafka", "postgres"})
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
    void secondUpIsRefused() {
        // When
        var second = stack.offhook("up", "-d", "--no-build");

        // Then
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.output()).contains("runs already");
        assertThat(stack.status().get("phase").asText()).isEqualTo("ready");
    }

    private ProcessState process(String name) {
        return StackState.read(stack.layout()).orElseThrow().processes(name).getFirst();
    }
}
