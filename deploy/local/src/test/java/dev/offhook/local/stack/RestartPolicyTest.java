package dev.offhook.local.stack;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTest {
    private final RestartPolicy policy = new RestartPolicy();
    private final Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void firstDeathIsFollowedByStartAtOnce() {
        // When
        var delay = policy.afterDeathAt(now);

        // Then
        assertThat(delay).contains(Duration.ZERO);
    }

    @Test
    void deathsInQuickSuccessionAreFollowedByLongerWaits() {
        // Given
        policy.afterDeathAt(now);
        policy.afterDeathAt(now.plusSeconds(1));

        // When
        var third = policy.afterDeathAt(now.plusSeconds(2));
        var fourth = policy.afterDeathAt(now.plusSeconds(3));

        // Then
        assertThat(third).contains(Duration.ofMillis(500));
        assertThat(fourth).contains(Duration.ofSeconds(1));
    }

    @Test
    void fifthDeathWithinWindowIsTheLast() {
        // Given
        for (var death = 0; death < RestartPolicy.TOO_MANY - 1; death++) {
            policy.afterDeathAt(now.plusSeconds(death));
        }

        // When
        var next = policy.afterDeathAt(now.plusSeconds(5));

        // Then
        assertThat(next).isEmpty();
    }

    @Test
    void deathsOfLongAgoAreForgiven() {
        // Given
        for (var death = 0; death < RestartPolicy.TOO_MANY - 1; death++) {
            policy.afterDeathAt(now.plusSeconds(death));
        }

        // When
        var next = policy.afterDeathAt(now.plus(RestartPolicy.WINDOW).plusSeconds(10));

        // Then
        assertThat(next).contains(Duration.ZERO);
    }
}
