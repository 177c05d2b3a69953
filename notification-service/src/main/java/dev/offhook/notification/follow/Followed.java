package dev.offhook.notification.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;

/**
 * Which messages are asked for, and when. Whoever claims one moves it on to its next look at once, so that a replica
 * that dies over it costs that look and no other.
 */
@ApplicationScoped
public class Followed {
    private static final String DUE = """
            select request_id, looks from sms_follow where due_at <= ?
            order by due_at limit ? for update skip locked
            """;

    private final List<Duration> pauses;

    @Inject
    Followed(FollowConfiguration configuration) {
        this.pauses = List.copyOf(configuration.pauses());
    }

    private record Due(String requestId, int looks) {
        static Due read(Row row) {
            return new Due(row.text("request_id"), row.number("looks"));
        }
    }

    /** When a message that is taken {@code now} is first asked for. */
    public Instant first(Instant now) {
        return now.plus(pauses.getFirst());
    }

    /** Takes those that are due; of one that was taken for the last time nothing is kept. */
    List<String> claim(Sql sql, Instant now, int most) {
        var due = sql.list(DUE, Due::read, now, most);
        due.forEach(one -> moveOn(sql, one, now));
        return due.stream().map(Due::requestId).toList();
    }

    private void moveOn(Sql sql, Due due, Instant now) {
        int looks = due.looks() + 1;
        if (looks < pauses.size()) {
            sql.update(
                    "update sms_follow set due_at = ?, looks = ? where request_id = ?",
                    now.plus(pauses.get(looks)),
                    looks,
                    due.requestId());
        } else {
            sql.update("delete from sms_follow where request_id = ?", due.requestId());
        }
    }
}
