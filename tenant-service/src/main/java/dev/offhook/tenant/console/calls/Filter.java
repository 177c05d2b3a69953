package dev.offhook.tenant.console.calls;

import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import dev.offhook.tenant.clients.Dialogue.Search;
import dev.offhook.tenant.console.words.ShownOutcome;
import dev.offhook.tenant.console.words.Words;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the reader filters by, as it was typed; empty for nothing.
 *
 * @param words a piece of what was said
 * @param number the caller's
 * @param outcome see {@link ShownOutcome#id}
 * @param since first day
 * @param until last day
 * @param cursor where the page begins
 */
public record Filter(String words, String number, String outcome, String since, String until, String cursor) {
    private static final int LIMIT = 50;
    private static final int LONGEST = 200;

    /** What was typed; null is nothing. */
    public static Filter of(
            @Nullable String words,
            @Nullable String number,
            @Nullable String outcome,
            @Nullable String since,
            @Nullable String until,
            @Nullable String cursor) {
        return new Filter(text(words), text(number), text(outcome), text(since), text(until), text(cursor));
    }

    /** Outcomes to choose from. */
    public static List<ShownOutcome> outcomes() {
        return List.of(
                ShownOutcome.COMPLETED,
                ShownOutcome.TRANSFERRED,
                ShownOutcome.MESSAGE_TAKEN,
                ShownOutcome.REJECTED,
                ShownOutcome.TIMED_OUT);
    }

    /** Whether anything is filtered. */
    public boolean any() {
        return !(words + number + outcome + since + until).isEmpty();
    }

    /** Whether this is not the first page. */
    public boolean later() {
        return !cursor.isEmpty();
    }

    /** The question for conversations of a medium. Days that are none are left out: {@link #faults} tells of them. */
    public Search search(String medium, ZoneId zone) {
        LocalDate last = day(until);
        LocalDate first = day(since);
        return new Search(
                medium,
                given(outcome),
                given(number),
                given(words),
                first == null ? null : first.atStartOfDay(zone).toInstant().toString(),
                last == null
                        ? null
                        : last.plusDays(1).atStartOfDay(zone).toInstant().toString(),
                null,
                given(cursor),
                LIMIT);
    }

    /** The beginning of the first day and the end of the last, as instants; null for none. */
    public @Nullable String sinceInstant(ZoneId zone) {
        return search("", zone).since();
    }

    /** See {@link #sinceInstant}. */
    public @Nullable String untilInstant(ZoneId zone) {
        return search("", zone).until();
    }

    /** What is wrong with what was typed. */
    public List<String> faults(Words page) {
        return List.of(since, until).stream()
                .filter(typed -> !typed.isEmpty() && day(typed) == null)
                .map(typed -> page.t().badDate(typed))
                .toList();
    }

    /** The same filter from another place on, as a query; empty for the first page. */
    public String query(String from) {
        var all = new LinkedHashMap<String, String>();
        all.put("q", words);
        all.put("from", number);
        all.put("outcome", outcome);
        all.put("since", since);
        all.put("until", until);
        all.put("cursor", from);
        return all.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            var day = typed.isEmpty() ? null : LocalDate.parse(typed);
            return day == null || day.getYear() < 1970 || day.getYear() > 2199 ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String given(String typed) {
        return typed.isEmpty() ? null : typed;
    }

    private static String text(@Nullable String typed) {
        String stripped = typed == null ? "" : typed.strip();
        return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST);
    }
}
