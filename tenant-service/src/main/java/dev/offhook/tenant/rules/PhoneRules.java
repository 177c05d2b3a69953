package dev.offhook.tenant.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.tenant.configuration.FaultKind;

/** What must hold for phone numbers, which are shown masked. */
record PhoneRules(Faults faults) {
    private static final String GOOD_NUMBER = "+15005550006";

    /** E.164, as the platform compares it, of a form that its country has. */
    void number(String field, String number) {
        if (!e164(field, number) || PhoneNumbers.valid(number)) {
            return;
        }
        String shown = PhoneNumbers.masked(number);
        faults.add(
                field,
                shown,
                FaultKind.NO_SUCH_NUMBER,
                Faults.quoted(shown) + " is no number that its country has; good is \"" + GOOD_NUMBER + "\"",
                GOOD_NUMBER);
    }

    /** E.164 numbers that exist, none twice. */
    void numbers(String field, List<String> numbers) {
        each(field, numbers, this::number);
    }

    /** E.164 numbers, none twice, of any form: callers send what no country has. */
    void callers(String field, List<String> numbers) {
        each(field, numbers, this::e164);
    }

    private void each(String field, List<String> numbers, BiConsumer<String, String> check) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < numbers.size(); i++) {
            String at = field + "[" + i + "]";
            check.accept(at, numbers.get(i));
            if (!seen.add(numbers.get(i))) {
                String shown = PhoneNumbers.masked(numbers.get(i));
                faults.add(at, shown, FaultKind.TWICE, Faults.quoted(shown) + " is there twice; once is enough");
            }
        }
    }

    private boolean e164(String field, String number) {
        if (PhoneNumbers.e164(number).filter(good -> good.equals(number)).isPresent()) {
            return true;
        }
        String shown = PhoneNumbers.masked(number);
        faults.add(
                field,
                shown,
                FaultKind.NOT_E164,
                Faults.quoted(shown) + " is no E.164 number; good is \"" + GOOD_NUMBER + "\"",
                GOOD_NUMBER);
        return false;
    }

    /** The number at {@code field} is that of {@code owner}. */
    void taken(String field, String number, String owner) {
        String shown = PhoneNumbers.masked(number);
        faults.add(
                field,
                shown,
                FaultKind.NUMBER_TAKEN,
                Faults.quoted(shown) + " is already the number of " + owner
                        + " on the same kind of channel; good is a number that only this tenant has");
    }
}
