package dev.offhook.tenant.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.configuration.FaultKind;

import static dev.offhook.tenant.configuration.FaultKind.BAD_CHARACTER;
import static dev.offhook.tenant.configuration.FaultKind.BLANK;
import static dev.offhook.tenant.configuration.FaultKind.EMPTY_LIST;
import static dev.offhook.tenant.configuration.FaultKind.MISSING;
import static dev.offhook.tenant.configuration.FaultKind.NOT_A_COUNTRY;
import static dev.offhook.tenant.configuration.FaultKind.NOT_A_CURRENCY;
import static dev.offhook.tenant.configuration.FaultKind.NOT_A_LANGUAGE;
import static dev.offhook.tenant.configuration.FaultKind.NOT_A_NAME;
import static dev.offhook.tenant.configuration.FaultKind.OUT_OF_RANGE;
import static dev.offhook.tenant.configuration.FaultKind.TOO_LONG;
import static dev.offhook.tenant.configuration.FaultKind.TOO_PRECISE;
import static dev.offhook.tenant.configuration.FaultKind.TOO_SMALL;
import static dev.offhook.tenant.configuration.FaultKind.TWICE;

/**
 * What is wrong with one tenant, and the checks that every part of a configuration needs. Fields are paths, e.g.
 * {@code assistant.tools.transfers[0].numbers[1]}. Numbers are shown masked, since faults are logged.
 */
final class Faults {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int SHOWN = 60;
    private static final int MOST_DECIMALS = 6;
    /** Far above any business, far below what overflows a sum. */
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(1_000_000_000);

    private final List<Fault> all = new ArrayList<>();

    /** Every fault so far, in the order of the checks. */
    List<Fault> all() {
        return List.copyOf(all);
    }

    /**
     * Adds one.
     *
     * @param value the bad one, fit to be shown; null where there is none
     * @param what what is wrong with {@code field} and what would be good, as the rest of a sentence that begins with it
     * @param args as {@code kind} wants them
     */
    void add(String field, Object value, FaultKind kind, String what, Object... args) {
        all.add(new Fault(
                field,
                value == null ? null : cut(String.valueOf(value)),
                kind,
                Arrays.stream(args).map(String::valueOf).toList(),
                field.isEmpty() ? what : field + " " + what));
    }

    /** There must be a value. */
    void present(String field, Object value, String good) {
        if (value == null) {
            add(field, null, MISSING, "is missing; good is " + good, good);
        }
    }

    /** There must be a text that is not blank. */
    void text(String field, String text, String good) {
        if (text == null) {
            add(field, null, MISSING, "is missing; good is \"" + good + "\"", good);
        } else if (text.isBlank()) {
            add(field, text, BLANK, "is blank; good is \"" + good + "\"", good);
        }
    }

    /** As {@link #text(String, String, String)}, of at most {@code longest} characters. */
    void text(String field, String text, int longest, String good) {
        text(field, text, good);
        longest(field, text, longest, good);
    }

    private void longest(String field, String text, int longest, String good) {
        int length = text == null ? 0 : text.codePointCount(0, text.length());
        if (length > longest) {
            add(
                    field,
                    text,
                    TOO_LONG,
                    "has " + length + " characters; good are at most " + longest + ", e.g. \"" + good + "\"",
                    length,
                    longest);
        }
    }

    /** The text may be left out, but not be blank. */
    void optionalText(String field, String text, String good) {
        if (text != null) {
            text(field, text, good);
        }
    }

    /** There must be one text or more, and none blank. */
    void texts(String field, List<String> texts, String good) {
        if (texts == null || texts.isEmpty()) {
            add(field, null, EMPTY_LIST, "is empty; it needs at least one, e.g. \"" + good + "\"", good);
            return;
        }
        for (int i = 0; i < texts.size(); i++) {
            text(field + "[" + i + "]", texts.get(i), good);
        }
    }

    /** Only characters that can be stored. */
    void characters(String field, String text) {
        if (text.indexOf(0) >= 0 || text.codePoints().anyMatch(Faults::isHalf)) {
            add(field, null, BAD_CHARACTER, "holds a character that is none (U+0000, or half of one); leave it out");
        }
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** A secret: never shown. */
    void secret(String field, String value, int longest) {
        if (value == null || value.isBlank()) {
            add(
                    field,
                    null,
                    value == null ? MISSING : BLANK,
                    (value == null ? "is missing" : "is blank") + "; good is \"the value in quotes\"",
                    "the value in quotes");
            return;
        }
        characters(field, value);
        int length = value.codePointCount(0, value.length());
        if (length > longest) {
            add(field, null, TOO_LONG, "has " + length + " characters; good are at most " + longest, length, longest);
        }
    }

    /** A name of lower-case letters, digits and inner hyphens. */
    void name(String field, String name, String good) {
        if (name == null || !NAME.matcher(name).matches()) {
            add(
                    field,
                    name,
                    NOT_A_NAME,
                    quoted(name) + " is not made of 1 to 63 lower-case letters, digits and inner hyphens; good is "
                            + good,
                    good);
        }
    }

    /** {@code value} is one more of {@code seen}. */
    void unique(String field, String value, Set<String> seen) {
        if (value != null && !seen.add(value)) {
            add(field, value, TWICE, quoted(value) + " is there twice; good is " + value + "-2");
        }
    }

    /** A number from {@code least} to {@code most}, or none. */
    void range(String field, Integer value, int least, int most, int good) {
        if (value != null && (value < least || value > most)) {
            add(
                    field,
                    value,
                    OUT_OF_RANGE,
                    value + " is not from " + least + " to " + most + "; good is " + good,
                    least,
                    most,
                    good);
        }
    }

    /** 1 or more, or none. */
    void positive(String field, Integer value, int good) {
        if (value != null && value < 1) {
            add(field, value, TOO_SMALL, value + " is less than 1; good is " + good, 1, good);
        }
    }

    /** An amount from 0 to a billion, or none. */
    void money(String field, BigDecimal amount) {
        if (amount == null) {
            return;
        }
        if (amount.signum() < 0 || amount.compareTo(MOST_MONEY) > 0) {
            add(
                    field,
                    amount,
                    OUT_OF_RANGE,
                    amount + " is not from 0 to " + MOST_MONEY.toPlainString() + "; good is 10.50",
                    0,
                    MOST_MONEY.toPlainString(),
                    "10.50");
        } else if (amount.stripTrailingZeros().scale() > MOST_DECIMALS) {
            add(
                    field,
                    amount,
                    TOO_PRECISE,
                    amount + " has more than " + MOST_DECIMALS + " decimals; good is 10.50",
                    MOST_DECIMALS,
                    "10.50");
        }
    }

    /** An ISO 4217 currency. */
    void currency(String field, String code) {
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(currency -> currency.getCurrencyCode().equals(code))) {
            add(field, code, NOT_A_CURRENCY, quoted(code) + " is no ISO 4217 currency; good is \"USD\"", "USD");
        }
    }

    /** ISO 3166 countries of two letters, none twice. */
    void countries(String field, Collection<String> countries) {
        Set<String> seen = new HashSet<>();
        int i = 0;
        for (String country : countries) {
            String at = field + "[" + i++ + "]";
            country(at, country);
            if (!seen.add(country)) {
                add(at, country, TWICE, quoted(country) + " is there twice; once is enough");
            }
        }
    }

    /** An ISO 3166 country of two letters. */
    void country(String field, String country) {
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            add(
                    field,
                    country,
                    NOT_A_COUNTRY,
                    quoted(country) + " is no ISO 3166 country of two letters; good is \"RU\"",
                    "RU");
        }
    }

    /** A BCP 47 language. */
    void language(String field, String tag, String good) {
        try {
            if (tag != null
                    && !new Locale.Builder()
                            .setLanguageTag(tag)
                            .build()
                            .getLanguage()
                            .isEmpty()) {
                return;
            }
        } catch (IllformedLocaleException e) {
            // Told below, with the field's name.
        }
        add(field, tag, NOT_A_LANGUAGE, quoted(tag) + " is no BCP 47 language; good is " + good, good);
    }

    /** A value as a fault shows it: the start of a long one. */
    static String quoted(String value) {
        if (value == null) {
            return "(missing)";
        }
        return "'" + cut(value) + "'";
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= SHOWN
                ? value
                : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
