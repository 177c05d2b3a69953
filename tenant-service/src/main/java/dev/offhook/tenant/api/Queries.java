package dev.offhook.tenant.api;

import dev.offhook.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Reads parameters; whatever does not read is a 400 that names the parameter and shows a good value. */
final class Queries {
    private static final int LONGEST = 200;
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private Queries() {}

    /** The parameter {@code limit}: 1 to 200, 50 when it is not given. */
    static int limit(@Nullable String value) {
        Long number = number("limit", value);
        if (number == null) {
            return USUAL;
        }
        if (number > MOST) {
            throw ProblemException.badRequest("limit", "limit is more than " + MOST + "; good is " + USUAL);
        }
        return number.intValue();
    }

    /** A whole number from 1, null when it is not given. */
    static @Nullable Long number(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            long number = Long.parseLong(value.strip());
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the parameter's name.
        }
        throw ProblemException.badRequest(name, name + " is no whole number from 1 on; good is " + USUAL);
    }

    /** A text of at most 200 characters that the database can compare, null when it is not given. */
    static @Nullable String text(String name, @Nullable String value) {
        if (value != null && (value.length() > LONGEST || value.indexOf('\0') >= 0)) {
            throw ProblemException.badRequest(
                    name, name + " is longer than " + LONGEST + " characters or has one of code 0; good is hotel");
        }
        return value == null || value.isBlank() ? null : value;
    }
}
