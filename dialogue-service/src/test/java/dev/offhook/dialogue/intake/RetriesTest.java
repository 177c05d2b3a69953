package dev.offhook.dialogue.intake;

import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.events.UnreadableEventException;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetriesTest {
    private final Retries retries = new Retries(configuration());
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void anOutageIsWaitedForLongerThanAnyNumberOfAttempts() {
        // Given
        Runnable effect = () -> {
            if (attempts.incrementAndGet() <= 20) {
                throw new IllegalStateException(new SQLException("connection refused", "08001"));
            }
        };

        // When
        retries.run(effect);

        // Then
        assertThat(attempts).hasValue(21);
    }

    @Test
    void aFailureOfTheEventsOwnIsGivenUp() {
        // Given
        Runnable effect = () -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        };

        // When
        var thrown = assertThatThrownBy(() -> retries.run(effect));

        // Then
        thrown.hasMessage("always");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void anUnreadableEventIsGivenUpAtOnce() {
        // Given
        Runnable effect = () -> {
            attempts.incrementAndGet();
            throw new UnreadableEventException("nonsense");
        };

        // When
        var thrown = assertThatThrownBy(() -> retries.run(effect));

        // Then
        thrown.isInstanceOf(UnreadableEventException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void anEventThatFailsWhileTheServiceStopsIsLeftForTheNextStart() {
        // Given
        retries.stop(new ShutdownEvent());

        // When
        var thrown = assertThatThrownBy(() -> retries.run(() -> {
            throw new IllegalStateException("EntityManagerFactory is closed");
        }));

        // Then
        thrown.isInstanceOf(CancellationException.class);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsAnOutageAndABrokenRuleIsNot() {
        // Given
        var broker = new CompletionException(new TimeoutException("no acknowledgement"));
        var constraint = new IllegalStateException(new SQLException("not null", "23502"));

        // When
        boolean brokerIsOut = Retries.outage(broker);
        boolean constraintIsOut = Retries.outage(constraint);

        // Then
        assertThat(brokerIsOut).isTrue();
        assertThat(constraintIsOut).isFalse();
    }

    private static DialogueConfiguration configuration() {
        return new SmallRyeConfigBuilder()
                .withMapping(DialogueConfiguration.class)
                .withDefaultValue("offhook.dialogue.database-sections", "1")
                .withDefaultValue("offhook.dialogue.retry.attempts", "3")
                .withDefaultValue("offhook.dialogue.retry.pause", "1ms")
                .withDefaultValue("offhook.dialogue.retry.longest-pause", "2ms")
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(DialogueConfiguration.class);
    }
}
