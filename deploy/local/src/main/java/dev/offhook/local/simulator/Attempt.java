package dev.offhook.local.simulator;

import java.time.Instant;

/**
 * One time that a provider was asked to send a message, whatever came of it.
 *
 * @param provider {@code twilio} or {@code voximplant}
 * @param from sender as it was given
 * @param to recipient as it was given
 * @param at when
 * @param met the fault that it met, null where there was none
 */
public record Attempt(String provider, String from, String to, Instant at, String met) {}
