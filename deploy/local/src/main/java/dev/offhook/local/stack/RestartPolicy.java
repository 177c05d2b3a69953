package dev.offhook.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** When a dead process is started again: at once, later when it keeps dying, at last never. Not thread-safe. */
final class RestartPolicy {
    /** So many deaths within the window are too many. */
    static final int TOO_MANY = 5;
    /** What is longer ago is forgiven. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final int AT_ONCE = 2;
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);

    private final Deque<Instant> deaths = new ArrayDeque<>();

    /**
     * Takes note of a death.
     *
     * @return how long to wait before the next start; empty = give up
     */
    Optional<Duration> afterDeathAt(Instant now) {
        deaths.addLast(now);
        while (deaths.getFirst().isBefore(now.minus(WINDOW))) {
            deaths.removeFirst();
        }
        if (deaths.size() >= TOO_MANY) {
            return Optional.empty();
        }
        return Optional.of(
                deaths.size() <= AT_ONCE
                        ? Duration.ZERO
                        : FIRST_DELAY.multipliedBy(1L << (deaths.size() - AT_ONCE - 1)));
    }
}
