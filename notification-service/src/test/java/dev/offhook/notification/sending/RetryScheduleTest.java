package dev.offhook.notification.sending;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTest {
    private final RetrySchedule schedule =
            new RetrySchedule(List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)), 0.2);

    @ParameterizedTest
    @CsvSource({"0, 0, 800", "0, 0.5, 1000", "0, 1, 1200", "1, 0, 8000", "1, 1, 12000"})
    void pauseLiesWithinTheJitter(int used, double random, long millis) {
        assertThat(schedule.after(used, random)).contains(Duration.ofMillis(millis));
    }

    @Test
    void nothingFollowsTheLastPause() {
        assertThat(schedule.after(2, 0.5)).isEmpty();
    }
}
