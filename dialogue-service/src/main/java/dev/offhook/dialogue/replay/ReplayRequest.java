package dev.offhook.dialogue.replay;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What is to be replayed.
 *
 * @param since conversations that began then or later
 * @param until conversations that began before; null for now
 * @param version the configuration's version that answers; null for the one that holds now
 * @param limit how many conversations, the newest, 1 to 5000
 * @param llm true: an LLM may be asked, and costs what it costs
 */
record ReplayRequest(
        Instant since, @Nullable Instant until, @Nullable Long version, int limit, boolean llm) {
    private static final int USUAL = 200;
    private static final int MOST = 5000;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * Reads the body of a request.
     *
     * @throws ProblemException naming the field that is wrong
     */
    static ReplayRequest of(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.badRequest("since", "is missing; good is {\"since\": \"2026-11-20T10:15:30Z\"}");
        }
        var since = instant("since", body.path("since"));
        if (since == null) {
            throw ProblemException.badRequest("since", "is missing; good is 2026-11-20T10:15:30Z");
        }
        var until = instant("until", body.path("until"));
        if (until != null && !until.isAfter(since)) {
            throw ProblemException.badRequest("until", "is not after 'since'");
        }
        var llm = body.path("llm");
        if (!llm.isMissingNode() && !llm.isNull() && !llm.isBoolean()) {
            throw ProblemException.badRequest("llm", "is neither true nor false");
        }
        Long limit = number("limit", body.path("limit"), MOST);
        return new ReplayRequest(
                since,
                until,
                number("version", body.path("version"), Long.MAX_VALUE),
                limit == null ? USUAL : limit.intValue(),
                llm.asBoolean());
    }

    private static @Nullable Instant instant(String name, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        try {
            var instant = OffsetDateTime.parse(value.asText()).toInstant();
            if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
                throw new DateTimeException("out of range");
            }
            return instant;
        } catch (DateTimeException e) {
            throw ProblemException.badRequest(name, "is no instant; good is 2026-11-20T10:15:30Z");
        }
    }

    private static @Nullable Long number(String name, JsonNode value, long most) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > most) {
            throw ProblemException.badRequest(name, "is no whole number from 1 to " + most);
        }
        return value.asLong();
    }
}
