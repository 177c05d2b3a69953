package dev.offhook.dialogue.history;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

import dev.offhook.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends: the next one begins with what is older.
 *
 * @param startedAt of the page's last conversation
 * @param id of the same
 */
record Cursor(Instant startedAt, String id) {

    /** For the next request; nothing to be taken apart by clients. */
    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((startedAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Cursor of(@Nullable String encoded) {
        if (encoded == null || encoded.isBlank()) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8).split(" ", 2);
            return new Cursor(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw ProblemException.badRequest("cursor", "is none of ours; good is the 'next' of an earlier page");
        }
    }
}
