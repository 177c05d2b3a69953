package dev.offhook.local.simulator.faults;

/**
 * A script for messages that do not carry one in their text.
 *
 * @param provider {@code twilio} or {@code voximplant}; null for both
 * @param to recipient, a leading plus and separators do not count; null for all
 * @param text words that the message contains; null for all
 * @param percent how many of the messages that fit it holds for, 1 to 100; always for the same ones; null for all
 * @param script see {@link Script}
 */
public record FaultRule(String provider, String to, String text, Integer percent, String script) {
    private static final int ALL = 100;

    /** @throws IllegalArgumentException when the script does not read or the share is out of range */
    public FaultRule {
        Script.of(script == null ? "" : script);
        if (percent != null && (percent < 1 || percent > ALL)) {
            throw new IllegalArgumentException("'percent' is 1 to 100, e.g. 5, and not " + percent);
        }
    }

    boolean fits(String carrier, String recipient, String words) {
        return (provider == null || provider.equals(carrier))
                && (to == null || digits(to).equals(digits(recipient)))
                && (text == null || words.contains(text))
                && (percent == null || Math.floorMod((recipient + words).hashCode(), ALL) < percent);
    }

    static String digits(String number) {
        return number.replaceAll("\\D", "");
    }
}
