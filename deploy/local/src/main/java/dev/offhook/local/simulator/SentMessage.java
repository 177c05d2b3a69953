package dev.offhook.local.simulator;

import java.time.Instant;

/**
 * A text message that a provider was asked to send and took.
 *
 * @param provider {@code twilio} or {@code voximplant}
 * @param id the provider's id of the message
 * @param account the provider's account that sent it
 * @param from sender as it was given
 * @param to recipient as it was given
 * @param text the words
 * @param segments how many parts the network carries it in
 * @param at when the provider took it
 * @param statusCallback where its states are to be reported; null when nobody asked
 */
public record SentMessage(
        String provider,
        String id,
        String account,
        String from,
        String to,
        String text,
        int segments,
        Instant at,
        String statusCallback) {

    /** True when the recipient is this number; a leading plus and separators do not count. */
    public boolean isTo(String number) {
        return digits(to).equals(digits(number));
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
