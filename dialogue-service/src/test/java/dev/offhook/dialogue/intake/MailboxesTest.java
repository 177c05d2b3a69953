package dev.offhook.dialogue.intake;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxesTest {

    @Test
    void oneConversationRunsInOrderOneAtATime() {
        // Given
        var order = new ConcurrentLinkedQueue<Integer>();

        // When
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var mailboxes = new Mailboxes(executor);
            IntStream.range(0, 10_000).forEach(i -> mailboxes.post("a", () -> order.add(i)));
        }

        // Then
        assertThat(List.copyOf(order))
                .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void aSlowConversationDoesNotDelayAnother() throws InterruptedException {
        // Given
        var release = new CountDownLatch(1);
        var other = new CountDownLatch(1);
        boolean answered;

        // When
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var mailboxes = new Mailboxes(executor);
            mailboxes.post("slow", () -> awaitQuietly(release));
            mailboxes.post("other", other::countDown);
            answered = other.await(10, TimeUnit.SECONDS);
            release.countDown();
        }

        // Then
        assertThat(answered).isTrue();
    }

    @Test
    void aTaskThatFailsDoesNotStopItsMailboxAndNoneIsLeftBehind() throws InterruptedException {
        // Given
        var ran = new CountDownLatch(1);
        Mailboxes mailboxes;

        // When
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            mailboxes = new Mailboxes(executor);
            mailboxes.post("a", () -> {
                throw new IllegalStateException("expected by the test");
            });
            mailboxes.post("a", ran::countDown);
        }

        // Then
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(mailboxes.size()).isZero();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
