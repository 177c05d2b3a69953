package dev.offhook.notification.database;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.faulttolerance.api.Guard;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

/**
 * Waits for a database that is away, up to ten minutes: for work that must not be given up because nobody would ask for
 * it again, such as a record that was read or what a provider said. Who asks over HTTP is told to come again instead.
 */
@ApplicationScoped
public class Patience {
    private final Guard guard = Guard.create()
            .withRetry()
            .maxRetries(-1)
            .delay(200, MILLIS)
            .jitter(100, MILLIS)
            .maxDuration(10, MINUTES)
            .abortOn(IllegalStateException.class)
            .withExponentialBackoff()
            .maxDelay(5, SECONDS)
            .done()
            .done()
            .build();

    /** For CDI. */
    public Patience() {}

    /**
     * Does work, again and again until it does not throw.
     *
     * @param work must bear being done again: a commit whose answer was lost may have been made
     * @param type of what it gives
     * @throws IllegalStateException at once when {@code work} throws one; any other failure after ten minutes
     */
    public <T> T get(Supplier<T> work, Class<T> type) {
        return guard.get(work, type);
    }

    /** {@link #get} for work that gives nothing. */
    public void run(Runnable work) {
        guard.get(
                () -> {
                    work.run();
                    return null;
                },
                Void.class);
    }
}
