package dev.offhook.dialogue.intake;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CapacityTest {

    @Test
    void theReaderWaitsAtTheLimitUntilARecordIsDone() {
        // Given
        var capacity = new Capacity(2);
        var first = future(capacity);
        var second = future(capacity);

        // When
        boolean waits = !second.isDone();
        capacity.leave();

        // Then
        assertThat(first).isDone();
        assertThat(waits).isTrue();
        assertThat(second).isDone();
        assertThat(capacity.inFlight()).isEqualTo(1);
    }

    private static CompletableFuture<Void> future(Capacity capacity) {
        return capacity.enter().toCompletableFuture();
    }
}
