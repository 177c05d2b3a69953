package dev.offhook.tenant.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.offhook.kit.phone.PhoneNumbers;

/**
 * What is wrong with one tenant, and the checks that every part of a configuration needs. Fields are paths, e.g.
 * {@code assistant.tools.transfers[0].numbers[1]}. Numbers are shown masked, since faults are logged.
 */
final class Faults {
    private static final String GOOD_NUMBER = "+15005550006";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int SHOWN = 60;
    /** Far above any business, far below what overflows a sum. */
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(1_000_000_000);

    private final String tenant;
    private final List<String> all = new ArrayList<>();

    /** @param tenant its slug, as it stands in the file */
    Faults(String tenant) {
        this.tenant = tenant;
    }

    /** Every fault so far, in the order of the checks. */
    List<String> all() {
        return List.copyOf(all);
    }

    /** Adds one: what is wrong with {@code field}, and what would be good. */
    void add(String field, String what) {
        all.add("tenant " + tenant + ": " + field + " " + what);
    }

    /** There must be a value. */
    void present(String field, Object value, String good) {
        if (value == null) {
            add(field, "is missing; good is " + good);
        }
    }

    /** There must be a text that is not blank. */
    void text(String field, String text, String good) {
        if (text == null || text.isBlank()) {
            add(field, (text == null ? "is missing" : "is blank") + "; good is \"" + good + "\"");
        }
    }

    /** As {@link #text(String, String, String)}, of at most {@code longest} characters. */
    void text(String field, String text, int longest, String good) {
        text(field, text, good);
        if (text != null && text.codePointCount(0, text.length()) > longest) {
            add(
                    field,
                    "has " + text.codePointCount(0, text.length()) + " characters; good are at most " + longest
                            + ", e.g. \"" + good + "\"");
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
            add(field, "is empty; it needs at least one, e.g. \"" + good + "\"");
            return;
        }
        for (int i = 0; i < texts.size(); i++) {
            text(field + "[" + i + "]", texts.get(i), good);
        }
    }

    /** A name of lower-case letters, digits and inner hyphens. */
    void name(String field, String name, String good) {
        if (name == null || !NAME.matcher(name).matches()) {
            add(
                    field,
                    quoted(name) + " is not made of 1 to 63 lower-case letters, digits and inner hyphens; good is "
                            + good);
        }
    }

    /** {@code value} is one more of {@code seen}. */
    void unique(String field, String value, Set<String> seen) {
        if (value != null && !seen.add(value)) {
            add(field, quoted(value) + " is there twice; good is " + value + "-2");
        }
    }

    /** E.164, as the platform compares it. */
    void number(String field, String number) {
        if (PhoneNumbers.e164(number).filter(good -> good.equals(number)).isEmpty()) {
            add(field, quoted(PhoneNumbers.masked(number)) + " is no E.164 number; good is \"" + GOOD_NUMBER + "\"");
        }
    }

    /** E.164 numbers, none twice. */
    void numbers(String field, List<String> numbers) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < numbers.size(); i++) {
            String at = field + "[" + i + "]";
            number(at, numbers.get(i));
            if (!seen.add(numbers.get(i))) {
                add(at, quoted(PhoneNumbers.masked(numbers.get(i))) + " is there twice; once is enough");
            }
        }
    }

    /** A number from {@code least} to {@code most}, or none. */
    void range(String field, Integer value, int least, int most, int good) {
        if (value != null && (value < least || value > most)) {
            add(field, value + " is not from " + least + " to " + most + "; good is " + good);
        }
    }

    /** 1 or more, or none. */
    void positive(String field, Integer value, int good) {
        if (value != null && value < 1) {
            add(field, value + " is less than 1; good is " + good);
        }
    }

    /** An amount from 0 to a billion, or none. */
    void money(String field, BigDecimal amount) {
        if (amount != null && (amount.signum() < 0 || amount.compareTo(MOST_MONEY) > 0)) {
            add(field, amount + " is not from 0 to " + MOST_MONEY.toPlainString() + "; good is 10.50");
        }
    }

    /** An ISO 4217 currency. */
    void currency(String field, String code) {
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(currency -> currency.getCurrencyCode().equals(code))) {
            add(field, quoted(code) + " is no ISO 4217 currency; good is \"USD\"");
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
                add(at, quoted(country) + " is there twice; once is enough");
            }
        }
    }

    /** An ISO 3166 country of two letters. */
    void country(String field, String country) {
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            add(field, quoted(country) + " is no ISO 3166 country of two letters; good is \"RU\"");
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
        add(field, quoted(tag) + " is no BCP 47 language; good is " + good);
    }

    /** A value as a fault shows it: the start of a long one. */
    static String quoted(String value) {
        if (value == null) {
            return "(missing)";
        }
        return value.codePointCount(0, value.length()) <= SHOWN
                ? "'" + value + "'"
                : "'" + value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "…'";
    }
}
