package dev.offhook.local.simulator.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides what goes wrong: a message whose text contains {@code sim(SCRIPT)} follows that {@link Script}, any other the
 * first {@link FaultRule} that fits. Attempts are counted by provider, recipient and text.
 */
public final class Faults {
    private static final Pattern IN_TEXT = Pattern.compile("sim\\(([^)]*)\\)");

    private final Map<String, Integer> attempts = new HashMap<>();
    private List<FaultRule> rules = List.of();

    /** The rules that hold. */
    public synchronized List<FaultRule> rules() {
        return rules;
    }

    /** Replaces the rules, and counts attempts from the beginning. */
    public synchronized void follow(List<FaultRule> next) {
        rules = List.copyOf(next);
        attempts.clear();
    }

    /**
     * What the next attempt to send this message meets; empty when it goes well. The attempt is counted.
     *
     * @throws IllegalArgumentException when the script in the text does not read
     */
    public synchronized Optional<Fault> next(String provider, String to, String text) {
        Script script = script(provider, to, text);
        if (script == Script.NONE) {
            return Optional.empty();
        }
        String message = provider + " " + FaultRule.digits(to) + " " + text;
        return script.attempt(attempts.merge(message, 1, Integer::sum) - 1);
    }

    /** What is told of a message that was taken. */
    public synchronized Reports reports(String provider, String to, String text) {
        return script(provider, to, text).reports();
    }

    private Script script(String provider, String to, String text) {
        Matcher inText = IN_TEXT.matcher(text);
        if (inText.find()) {
            return Script.of(inText.group(1));
        }
        return rules.stream()
                .filter(rule -> rule.fits(provider, to, text))
                .findFirst()
                .map(rule -> Script.of(rule.script()))
                .orElse(Script.NONE);
    }
}
