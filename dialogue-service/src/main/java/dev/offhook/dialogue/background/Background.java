package dev.offhook.dialogue.background;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/** Repeats tasks until the service stops, each on a virtual thread of its own. */
@ApplicationScoped
public class Background {
    private static final Logger LOG = Logger.getLogger(Background.class);

    private final Queue<ScheduledExecutorService> threads = new ConcurrentLinkedQueue<>();

    /**
     * Runs a task again and again. One that throws a {@link RuntimeException} is logged, and has its next run like any
     * other. Returns at once.
     *
     * @param name in logs and of the thread, e.g. {@code retention}
     * @param first the pause before the first run, maybe none
     * @param every the pause between the end of one run and the beginning of the next, above zero
     * @param task may block
     */
    public void repeat(String name, Duration first, Duration every, Runnable task) {
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
        threads.add(thread);
        thread.scheduleWithFixedDelay(
                () -> runQuietly(name, task), first.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Interrupts what runs now; nothing is run again. */
    @PreDestroy
    void stop() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
    }

    private static void runQuietly(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warnf("left for the next time: task=%s cause=%s", name, e);
        }
    }
}
