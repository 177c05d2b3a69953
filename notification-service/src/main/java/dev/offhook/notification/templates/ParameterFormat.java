package dev.offhook.notification.templates;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.offhook.events.Messaging.Template.Parameter;
import dev.offhook.events.Messaging.Template.Type;
import dev.offhook.kit.phone.PhoneNumbers;

/** What fits into a gap, and how it is written there. */
final class ParameterFormat {
    private static final int LONGEST = 500;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}([.,]\\d{1,30})?");
    /** Locales write times and dates with spaces that would make a whole message UCS-2. */
    private static final Pattern NARROW = Pattern.compile("[\\u00a0\\u2009\\u202f]");

    private ParameterFormat() {}

    /** The value as it stands in a text of that language; empty when it does not fit. */
    static Optional<String> written(Parameter parameter, String value, Locale language) {
        if (value == null || value.isBlank() || value.codePointCount(0, value.length()) > LONGEST) {
            return Optional.empty();
        }
        return switch (parameter.type()) {
            case TEXT -> Optional.of(value);
            case NUMBER -> number(value.strip());
            case DATE -> date(value.strip(), language);
            case TIME -> time(value.strip(), language);
            case URL -> url(value.strip());
            case PHONE -> PhoneNumbers.e164(value);
        };
    }

    /** A value that fits, for whoever gave one that does not. */
    static String good(Type type) {
        return switch (type) {
            case TEXT -> "1 to " + LONGEST + " characters";
            case NUMBER -> "12.5";
            case DATE -> "2026-12-24";
            case TIME -> "14:30";
            case URL -> "https://hotel.example/b/42";
            case PHONE -> "+15005550006";
        };
    }

    /** What it is called. */
    static String named(Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> number(String value) {
        return NUMBER.matcher(value).matches()
                ? Optional.of(new BigDecimal(value.replace(',', '.')).toPlainString())
                : Optional.empty();
    }

    private static Optional<String> date(String value, Locale language) {
        try {
            return Optional.of(plain(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(language)
                    .format(LocalDate.parse(value))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> time(String value, Locale language) {
        try {
            return Optional.of(plain(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                    .withLocale(language)
                    .format(LocalTime.parse(value))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> url(String value) {
        try {
            var url = URI.create(value);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String plain(String written) {
        return NARROW.matcher(written).replaceAll(" ");
    }
}
