package dev.offhook.dialogue.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.SmsEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations of a tenant are wanted; what is null does not filter.
 *
 * @param tenant slug
 * @param medium call or text
 * @param outcome how it ended
 * @param from the caller's number as it is stored
 * @param words a piece of what the caller said or was answered, in any case
 * @param since began then or later
 * @param until began before
 * @param activeOnly true for those that go on
 * @param after where the last page ended
 * @param limit how many, 1 or more
 */
record ConversationFilter(
        String tenant,
        @Nullable Medium medium,
        @Nullable Outcome outcome,
        @Nullable String from,
        @Nullable String words,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean activeOnly,
        @Nullable Cursor after,
        int limit) {

    /** SQL with its parameters, in order. */
    record Query(String sql, List<Object> parameters) {}

    /** What follows {@code from conversation c}: only what is asked for stands in it, so that the indexes are used. */
    Query query() {
        var sql = new StringBuilder("where c.tenant = ?");
        var parameters = new ArrayList<Object>(List.of(tenant));
        add(sql, parameters, " and c.medium = ?", medium == null ? null : medium.name());
        add(sql, parameters, " and c.outcome = ?", outcome == null ? null : Queries.id(outcome));
        add(sql, parameters, " and c.from_number = any (?)", from == null ? null : SmsEvent.addresses(from));
        add(sql, parameters, " and c.started_at >= ?", since);
        add(sql, parameters, " and c.started_at < ?", until);
        if (activeOnly) {
            sql.append(" and c.status = 'active'");
        }
        if (words != null) {
            String pattern = "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
            sql.append(" and exists (select 1 from turn w where w.conversation_id = c.id"
                    + " and (w.caller_text ilike ? or w.answer ilike ?))");
            parameters.add(pattern);
            parameters.add(pattern);
        }
        if (after != null) {
            sql.append(" and (c.started_at, c.id) < (?, ?)");
            parameters.add(after.startedAt());
            parameters.add(after.id());
        }
        sql.append(" order by c.started_at desc, c.id desc limit ?");
        parameters.add(limit);
        return new Query(sql.toString(), parameters);
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }
}
