package dev.offhook.dialogue.intake;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.events.UnreadableEventException;
import io.quarkus.runtime.ShutdownEvent;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Tries the effect of an event until it is there. An outage of the database or of Kafka is no fault of the event: it is
 * waited for without limit, and back-pressure stops the reading meanwhile. Any other failure is tried a few times.
 */
@ApplicationScoped
class Retries {
    private static final Logger LOG = Logger.getLogger(Retries.class);
    /** Classes of SQLSTATE: connection, rollback (deadlock), resources, operator intervention, system error. */
    private static final Set<String> OUTAGES = Set.of("08", "40", "53", "57", "58");

    private final DialogueConfiguration.Retry configuration;
    private volatile boolean stopping;

    Retries(DialogueConfiguration configuration) {
        this.configuration = configuration.retry();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Runs {@code effect} until it succeeds. Blocks meanwhile; only for a virtual thread.
     *
     * @throws RuntimeException the last failure, when it was the event's own and all attempts are used up
     * @throws CancellationException when this service stops
     */
    void run(Runnable effect) {
        Duration pause = configuration.pause();
        int failures = 0;
        boolean done = false;
        while (!done) {
            try {
                effect.run();
                done = true;
            } catch (UnreadableEventException e) {
                // It will not read better next time.
                throw e;
            } catch (RuntimeException e) {
                if (stopping) {
                    // What it needs is being taken apart around it; that is no fault of the event.
                    throw new CancellationException("stopped while an event was at work");
                }
                boolean outage = outage(e);
                if (!outage && ++failures >= configuration.attempts()) {
                    throw e;
                }
                LOG.warnf("an event failed, trying again in %s: outage=%s cause=%s", pause, outage, e);
                sleep(pause);
                pause = longer(pause);
            }
        }
    }

    static boolean outage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SQLTransientException _, RetriableException _, RejectedExecutionException _ -> {
                    return true;
                }
                case SQLException sql
                when outage(sql.getSQLState()) -> {
                    return true;
                }
                default -> {
                    // its cause may tell
                }
            }
        }
        return false;
    }

    private static boolean outage(String state) {
        // The connection pool's own exceptions have no state.
        return state == null || state.length() >= 2 && OUTAGES.contains(state.substring(0, 2));
    }

    private Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(configuration.longestPause()) < 0 ? doubled : configuration.longestPause();
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while an event waited to be tried again");
        }
    }
}
