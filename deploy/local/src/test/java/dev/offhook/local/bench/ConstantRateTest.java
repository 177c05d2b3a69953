package dev.offhook.local.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.offhook.events.Provider;
import dev.offhook.local.provider.PhoneCall;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConstantRateTest {
    private static final Utterances TEXTS = Utterances.of(Provider.TWILIO);

    private final Measurements measurements = new Measurements();

    @Test
    void everyTurnIsSentAndOnlyTheMeasurementCounts() {
        // Given
        var load = new ConstantRate(100, Duration.ofMillis(200), Duration.ofMillis(300), TEXTS, measurements);

        // When
        load.run(Stream.<PhoneCall>generate(() -> new AnswersAfter(Duration.ZERO))
                .limit(50)
                .toList());

        // Then
        assertThat(measurements.measured().getTotalCount()).isEqualTo(30);
        assertThat(measurements.sinceLastLook().getTotalCount()).isEqualTo(50);
        assertThat(measurements.errors()).isZero();
    }

    @Test
    void busyCallGetsNoSecondTurn() {
        // Given
        var call = new AnswersAfter(Duration.ofMillis(50));
        var load = new ConstantRate(200, Duration.ZERO, Duration.ofMillis(200), TEXTS, measurements);

        // When
        load.run(List.of(call));

        // Then
        assertThat(call.mostAtOnce).hasValue(1);
        assertThat(measurements.errors()).isPositive();
        assertThat(measurements.reasons()).containsExactly("no call was idle; start more with --calls");
    }

    @Test
    void stallIsChargedToTheTurnsThatItDelayed() {
        // Given: a client that blocks the sender for 200 ms once
        var load = new ConstantRate(100, Duration.ZERO, Duration.ofMillis(300), TEXTS, measurements);

        // When
        load.run(List.of(new BlocksOnce(Duration.ofMillis(200))));

        // Then
        Histogram latency = measurements.measured();
        assertThat(latency.getTotalCount()).isEqualTo(30);
        assertThat(latency.getValueAtPercentile(50)).isGreaterThan(TimeUnit.MILLISECONDS.toMicros(30));
    }

    @Test
    void failureIsCountedWithItsReason() {
        // Given
        var load = new ConstantRate(100, Duration.ZERO, Duration.ofMillis(100), TEXTS, measurements);

        // When
        load.run(List.of(new Fails()));

        // Then
        assertThat(measurements.errors()).isEqualTo(10);
        assertThat(measurements.reasons()).containsExactly("POST /webhook/call got 503: ");
    }

    private abstract static class Call implements PhoneCall {
        @Override
        public String conversationId() {
            return "test:1";
        }

        @Override
        public CompletableFuture<Heard> start() {
            return CompletableFuture.completedFuture(new Heard("Hello", 0, true));
        }

        @Override
        public CompletableFuture<Void> end() {
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final class AnswersAfter extends Call {
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private final Executor later;

        AnswersAfter(Duration delay) {
            later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public CompletableFuture<Heard> say(String text) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(
                    () -> {
                        atOnce.decrementAndGet();
                        return new Heard("Answer", 0, true);
                    },
                    later);
        }
    }

    private static final class BlocksOnce extends Call {
        private final Duration block;
        private boolean blocked;

        BlocksOnce(Duration block) {
            this.block = block;
        }

        @Override
        public CompletableFuture<Heard> say(String text) {
            if (!blocked) {
                blocked = true;
                CompletableFuture.runAsync(
                                () -> {}, CompletableFuture.delayedExecutor(block.toMillis(), TimeUnit.MILLISECONDS))
                        .join();
            }
            return CompletableFuture.completedFuture(new Heard("Answer", 0, true));
        }
    }

    private static final class Fails extends Call {
        @Override
        public CompletableFuture<Heard> say(String text) {
            return CompletableFuture.failedFuture(
                    new CompletionException(new IllegalStateException("POST /webhook/call got 503: ")));
        }
    }
}
