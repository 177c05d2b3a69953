package dev.offhook.local.simulator;

import java.time.Duration;

/**
 * How the simulated providers pace things; null is the default.
 *
 * @param listedAfter how long a message that was taken is missing from lists and histories, 20 s; whoever knows its id
 *     finds it at once
 * @param sentAfter when the network has a message, after it was taken, 150 ms
 * @param endedAfter when a message has its last state, after it was taken, 400 ms
 * @param answeredAfter how long each answer to a message takes, nothing
 */
public record Settings(Duration listedAfter, Duration sentAfter, Duration endedAfter, Duration answeredAfter) {
    /** As it starts. */
    public static final Settings DEFAULT = new Settings(null, null, null, null);

    public Settings {
        listedAfter = listedAfter == null ? Duration.ofSeconds(20) : listedAfter;
        sentAfter = sentAfter == null ? Duration.ofMillis(150) : sentAfter;
        endedAfter = endedAfter == null ? Duration.ofMillis(400) : endedAfter;
        answeredAfter = answeredAfter == null ? Duration.ZERO : answeredAfter;
    }
}
