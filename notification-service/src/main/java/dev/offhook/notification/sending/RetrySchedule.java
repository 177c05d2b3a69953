package dev.offhook.notification.sending;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a message is tried again.
 *
 * @param pauses before the second attempt, the third…
 * @param jitter by how much of itself a pause is longer or shorter, 0 to 1
 */
record RetrySchedule(List<Duration> pauses, double jitter) {

    /**
     * The next pause.
     *
     * @param used how many of the pauses are over
     * @param random 0 to 1, where it falls within the jitter
     * @return empty when the schedule is at its end
     */
    Optional<Duration> after(int used, double random) {
        if (used >= pauses.size()) {
            return Optional.empty();
        }
        double factor = 1 + jitter * (2 * random - 1);
        return Optional.of(Duration.ofMillis(Math.round(pauses.get(used).toMillis() * factor)));
    }
}
