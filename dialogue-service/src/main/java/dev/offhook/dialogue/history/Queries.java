package dev.offhook.dialogue.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.offhook.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; whatever does not read is a 400 that names the parameter and shows a good value. */
final class Queries {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Queries() {}

    static @Nullable Instant instant(String name, @Nullable String value) {
        try {
            return empty(value) ? null : known(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(name, "is no instant; good is 2026-11-20T10:15:30Z");
        }
    }

    static LocalDate day(String name, @Nullable String value, LocalDate otherwise) {
        try {
            if (!empty(value)) {
                known(LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return empty(value) ? otherwise : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(name, "is no day; good is 2026-11-20");
        }
    }

    /** The constant whose name in JSON this is: lower case, with hyphens. */
    static <E extends Enum<E>> @Nullable E oneOf(String name, @Nullable String value, Class<E> type) {
        if (empty(value)) {
            return null;
        }
        List<E> all = Arrays.asList(type.getEnumConstants());
        return all.stream()
                .filter(constant -> id(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest(
                        name,
                        "is not known; good is one of "
                                + all.stream().map(Queries::id).collect(Collectors.joining(", "))));
    }

    static int between(String name, @Nullable String value, int least, int most, int otherwise) {
        int number;
        try {
            number = empty(value) ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            number = least - 1;
        }
        if (number < least || number > most) {
            throw ProblemException.badRequest(name, "is no number from " + least + " to " + most);
        }
        return number;
    }

    static boolean truth(String name, @Nullable String value) {
        if (empty(value) || "false".equals(value)) {
            return false;
        }
        if ("true".equals(value)) {
            return true;
        }
        throw ProblemException.badRequest(name, "is neither true nor false");
    }

    static @Nullable String text(String name, @Nullable String value, int longest) {
        if (value != null && value.length() > longest) {
            throw ProblemException.badRequest(name, "is longer than " + longest + " characters");
        }
        if (value != null && value.indexOf('\0') >= 0) {
            throw ProblemException.badRequest(name, "has a character of code 0");
        }
        return empty(value) ? null : value.strip();
    }

    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Far from the ends of what a database, or an addition, can take. */
    private static Instant known(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("out of range");
        }
        return time;
    }

    private static boolean empty(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
