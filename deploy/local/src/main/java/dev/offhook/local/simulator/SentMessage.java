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
 * @param service the call that sent it, e.g. {@code A2PSendSms}; null where the provider has one only
 * @param textStored whether the provider's history shows the words
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
        String statusCallback,
        String service,
        boolean textStored) {

    /** True when the recipient is this number; a leading plus and separators do not count. */
    public boolean isTo(String number) {
        return isSame(to, number);
    }

    /** True when the sender is this number; a leading plus and separators do not count. */
    public boolean isFrom(String number) {
        return from.equals(number) || isSame(from, number);
    }

    static boolean isSame(String one, String other) {
        String digits = digits(one);
        return !digits.isEmpty() && digits.equals(digits(other));
    }

    private static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
