package dev.offhook.dialogue.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final Background background = new Background();

    @AfterEach
    void stop() {
        background.stop();
    }

    @Test
    void taskThatFailsRunsAgain() {
        // Given
        var runs = new AtomicInteger();

        // When
        background.repeat("failing", Duration.ZERO, SOON, () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("on purpose");
        });

        // Then
        Awaitility.await().until(() -> runs.get() > 2);
    }

    @Test
    void taskThatBlocksHoldsUpNoOther() {
        // Given
        var runs = new AtomicInteger();
        background.repeat("blocked", Duration.ZERO, SOON, () -> blockUntilInterrupted(new CountDownLatch(1)));

        // When
        background.repeat("other", SOON, SOON, runs::incrementAndGet);

        // Then
        Awaitility.await().until(() -> runs.get() > 2);
    }

    @Test
    void taskIsInterruptedForGoodWhenTheServiceStops() throws InterruptedException {
        // Given
        var began = new CountDownLatch(1);
        var interrupted = new AtomicInteger();
        background.repeat("long", Duration.ZERO, SOON, () -> {
            blockUntilInterrupted(began);
            interrupted.incrementAndGet();
        });
        began.await();

        // When
        background.stop();

        // Then
        Awaitility.await().during(Duration.ofMillis(50)).until(() -> interrupted.get() == 1);
    }

    private static void blockUntilInterrupted(CountDownLatch began) {
        began.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            // The flag stays down, as where a library has swallowed it: the task must not run again all the same.
        }
    }
}
