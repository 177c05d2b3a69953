package dev.offhook.kit.phone;

import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;

/** Phone numbers in the one form that Offhook stores (E.164), and in the one that it logs (masked). */
public final class PhoneNumbers {
    private static final int SHOWN_AT_START = 4;
    private static final int SHOWN_AT_END = 2;

    private PhoneNumbers() {}

    /**
     * A number as E.164.
     *
     * @param raw with its country code, with or without the plus: Voximplant sends {@code 74951234567}
     * @return empty for what is no number: {@code anonymous}, {@code client:bob}, a short code, null
     */
    public static Optional<String> e164(String raw) {
        if (raw == null || raw.isBlank()) {
            return Optional.empty();
        }
        String trimmed = raw.strip();
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var parsed = numbers.parse(trimmed.startsWith("+") ? trimmed : "+" + trimmed, null);
            return numbers.isPossibleNumber(parsed)
                    ? Optional.of(numbers.format(parsed, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The country of a number.
     *
     * @param e164 as {@link #e164} gives it
     * @return ISO 3166 code of two letters, e.g. {@code RU}; empty for a number of no country (satellites, +800)
     */
    public static Optional<String> country(String e164) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            String region = numbers.getRegionCodeForNumber(numbers.parse(e164, null));
            return Optional.ofNullable(region).filter(code -> code.length() == 2 && Character.isLetter(code.charAt(0)));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a number is of a form that its country has, by the numbering plans that libphonenumber knows.
     *
     * @param e164 as {@link #e164} gives it
     */
    public static boolean valid(String e164) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isValidNumber(numbers.parse(e164, null));
        } catch (NumberParseException e) {
            return false;
        }
    }

    /** A number fit for a log: its first and last characters. */
    public static String masked(String number) {
        if (number == null) {
            return "none";
        }
        if (number.length() <= SHOWN_AT_START + SHOWN_AT_END) {
            return "*".repeat(number.length());
        }
        return number.substring(0, SHOWN_AT_START)
                + "*".repeat(number.length() - SHOWN_AT_START - SHOWN_AT_END)
                + number.substring(number.length() - SHOWN_AT_END);
    }
}
