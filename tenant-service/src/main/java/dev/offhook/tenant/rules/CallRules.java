package dev.offhook.tenant.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.CallHandling;
import dev.offhook.events.TenantConfiguration.MenuKey;
import dev.offhook.events.TenantConfiguration.Patience;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.Words;
import dev.offhook.tenant.configuration.FaultKind;

/** What must hold for how calls are handled. */
final class CallRules {
    private static final Pattern KEYS = Pattern.compile("[0-9*#]+");
    private static final int SECONDS_OF_A_MINUTE = 60;

    private final CallHandling calls;
    private final List<String> rules;
    private final Faults faults;

    /** @param assistant whose rules the menu names; null when it is missing, which is a fault of its own */
    CallRules(CallHandling calls, Assistant assistant, Faults faults) {
        this.calls = calls;
        this.faults = faults;
        this.rules = assistant == null || assistant.rules() == null
                ? List.of()
                : assistant.rules().stream()
                        .map(Rule::id)
                        .filter(Objects::nonNull)
                        .toList();
    }

    void check() {
        faults.optionalText("calls.recordingNotice", calls.recordingNotice(), "This call is recorded.");
        faults.positive("calls.silences", calls.silences(), 3);
        faults.positive("calls.misses", calls.misses(), 3);
        faults.positive("calls.maxMinutes", calls.maxMinutes(), 30);
        faults.positive("calls.warnSeconds", calls.warnSeconds(), 60);
        warning();
        menu();
        languages();
        words(calls.words());
        patience(calls.patience());
    }

    private void warning() {
        if (calls.maxMinutes() != null
                && calls.maxMinutes() >= 1
                && calls.warnSeconds() >= (long) calls.maxMinutes() * SECONDS_OF_A_MINUTE) {
            faults.add(
                    "calls.warnSeconds",
                    calls.warnSeconds(),
                    FaultKind.WARNING_TOO_EARLY,
                    calls.warnSeconds() + " is not less than calls.maxMinutes, " + calls.maxMinutes()
                            + (calls.maxMinutes() == 1 ? " minute" : " minutes") + "; good is 30",
                    calls.maxMinutes());
        }
    }

    private void menu() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < calls.menu().size(); i++) {
            String field = "calls.menu[" + i + "]";
            MenuKey key = calls.menu().get(i);
            if (key.key() == null || !KEYS.matcher(key.key()).matches()) {
                faults.add(
                        field + ".key",
                        key.key(),
                        FaultKind.NOT_KEYS,
                        Faults.quoted(key.key()) + " is not made of 0-9, * and #; good is \"0\"",
                        "0");
            } else if (!keys.add(key.key())) {
                faults.add(
                        field + ".key",
                        key.key(),
                        FaultKind.TWICE,
                        Faults.quoted(key.key()) + " is there twice; good is a key that is free");
            }
            if (key.rule() == null || !rules.contains(key.rule())) {
                faults.add(
                        field + ".rule",
                        key.rule(),
                        FaultKind.UNKNOWN_REFERENCE,
                        Faults.quoted(key.rule()) + " is no rule; known are " + rules,
                        rules);
            }
        }
    }

    private void languages() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < calls.languages().size(); i++) {
            String field = "calls.languages[" + i + "]";
            String language = calls.languages().get(i);
            faults.language(field, language, "en-US");
            if (!seen.add(language)) {
                faults.add(
                        field, language, FaultKind.TWICE, Faults.quoted(language) + " is there twice; once is enough");
            }
        }
    }

    private void patience(Patience patience) {
        String field = "calls.patience.";
        faults.range(field + "fillerAfterMillis", patience.fillerAfterMillis(), 200, 5_000, 1_200);
        faults.range(field + "fillers", patience.fillers(), 0, 5, 2);
        faults.range(field + "fallbackAfterMillis", patience.fallbackAfterMillis(), 1_000, 10_000, 3_800);
    }

    private void words(Words words) {
        String field = "calls.words.";
        faults.optionalText(field + "goodbye", words.goodbye(), "Goodbye!");
        faults.optionalText(field + "offerHuman", words.offerHuman(), "Shall I connect you to a colleague?");
        faults.optionalText(field + "transferring", words.transferring(), "I am connecting you.");
        faults.optionalText(field + "transferFailed", words.transferFailed(), "Nobody is free at the moment.");
        faults.optionalText(field + "recordMessage", words.recordMessage(), "Please speak after the tone.");
        faults.optionalText(field + "durationWarning", words.durationWarning(), "One minute is left.");
        faults.optionalText(field + "limitReached", words.limitReached(), "Please call again tomorrow.");
        faults.optionalText(field + "afterHours", words.afterHours(), "We are closed now.");
        faults.optionalText(field + "messageSent", words.messageSent(), "The message is on its way.");
    }
}
