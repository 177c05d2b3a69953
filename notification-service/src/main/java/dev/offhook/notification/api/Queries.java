package dev.offhook.notification.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads parameters; whatever does not read is a 400 that names the parameter and shows a good value. */
public final class Queries {
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST = 200;
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private Queries() {}

    /**
     * Where a page ends: the next one begins behind it.
     *
     * @param at time of its last entry
     * @param id of the same
     */
    public record Cursor(Instant at, String id) {

        /** For the next request; nothing to be taken apart by clients. */
        public String encoded() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + " " + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The parameter {@code cursor}, null for the first page. */
    public static @Nullable Cursor cursor(@Nullable String encoded) {
        if (empty(encoded)) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(" ", 2);
            text("cursor", parts[1]);
            return new Cursor(known(Instant.parse(parts[0])), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw ProblemException.badRequest("cursor", "is none of ours; good is the 'next' of an earlier page");
        }
    }

    /** The parameter {@code limit}: 1 to 200, 50 when it is not given. */
    public static int limit(@Nullable String value) {
        int number;
        try {
            number = empty(value) ? USUAL : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            number = 0;
        }
        if (number < 1 || number > MOST) {
            throw ProblemException.badRequest("limit", "is no number from 1 to " + MOST);
        }
        return number;
    }

    /** An instant with its offset, null when it is not given. */
    public static @Nullable Instant instant(String name, @Nullable String value) {
        try {
            return empty(value) ? null : known(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(name, "is no instant; good is 2026-11-20T10:15:30Z");
        }
    }

    /** The lower-case name of one of the constants, null when it is not given. */
    public static <E extends Enum<E>> @Nullable String oneOf(String name, @Nullable String value, Class<E> type) {
        if (empty(value)) {
            return null;
        }
        List<String> all = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!all.contains(value)) {
            throw ProblemException.badRequest(
                    name, "is not known; good is one of " + all.stream().collect(Collectors.joining(", ")));
        }
        return value;
    }

    /** A text of at most 200 characters that the database can compare, null when it is not given. */
    public static @Nullable String text(String name, @Nullable String value) {
        if (value != null && (value.length() > LONGEST || value.indexOf('\0') >= 0)) {
            throw ProblemException.badRequest(name, "is longer than " + LONGEST + " characters or has one of code 0");
        }
        return empty(value) ? null : value.strip();
    }

    /** A phone number, E.164. */
    public static String number(String name, @Nullable String value) {
        return PhoneNumbers.e164(value)
                .orElseThrow(() -> ProblemException.badRequest(
                        name, "is no phone number; good is one with its country code: +79161234567"));
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
