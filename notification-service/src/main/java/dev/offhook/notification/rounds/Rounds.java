package dev.offhook.notification.rounds;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

/** Does at intervals what is due, one round at a time on a thread of its own. A round that fails is told and forgotten. */
public final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final int STOP_WITHIN_SECONDS = 20;

    private final ScheduledThreadPoolExecutor thread;

    /** @param name of the thread */
    public Rounds(String name) {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
    }

    /**
     * Begins rounds.
     *
     * @param first how long before the first one
     * @param interval how long between two
     * @param failure what is told of one that fails, before its reason
     */
    public void every(Duration first, Duration interval, String failure, Runnable round) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        round.run();
                    } catch (RuntimeException e) {
                        LOG.warnf("%s: reason=%s", failure, e.getMessage());
                    }
                },
                first.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Begins rounds that take a batch, do each of it on a virtual thread, and go on as long as batches are full.
     *
     * @param atATime how many a full batch has
     * @param claim takes a batch, at most {@code atATime}
     * @param work does one of it; must not throw
     */
    public <T> void every(Duration interval, String failure, int atATime, Supplier<List<T>> claim, Consumer<T> work) {
        every(interval, interval, failure, () -> {
            List<T> claimed;
            do {
                claimed = claim.get();
                try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                    claimed.forEach(one -> executor.execute(() -> work.accept(one)));
                }
            } while (claimed.size() == atATime && !thread.isShutdown());
        });
    }

    /** Begins no more rounds, and gives the one that runs 20 s to end. */
    public void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
