package dev.offhook.dialogue.erasure;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.erasure.ErasureState.Conversations;
import dev.offhook.dialogue.erasure.ErasureState.Left;
import dev.offhook.dialogue.erasure.ErasureState.Recordings;
import dev.offhook.dialogue.erasure.ErasureState.Status;
import dev.offhook.events.SmsEvent;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.phone.PhoneNumbers;

/** The requests in the database; every method is one transaction of its own. */
@ApplicationScoped
class Erasures {
    private final BackgroundDatabase database;
    private final ErasureConfiguration configuration;
    private final Clock clock = Clock.systemUTC();

    Erasures(BackgroundDatabase database, ErasureConfiguration configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /**
     * Takes a request. While one for the same number is at work, that one answers for both.
     *
     * @param number E.164
     * @return the id
     */
    String request(String tenant, String number) {
        return database.transaction(sql -> {
            sql.update(
                    """
                    insert into erasure (id, tenant, number, masked, requested_at, due_at, attempts)
                    values (?, ?, ?, ?, ?, ?, 0)
                    on conflict (tenant, number) where number is not null do nothing
                    """,
                    UUID.randomUUID().toString(),
                    tenant,
                    number,
                    PhoneNumbers.masked(number),
                    clock.instant(),
                    clock.instant());
            return sql.first(
                            "select id from erasure where tenant = ? and number = ?",
                            row -> row.text("id"),
                            tenant,
                            number)
                    .orElseThrow();
        });
    }

    /** How far a tenant's request has come. */
    Optional<ErasureState> state(String tenant, String id) {
        return database.transaction(sql ->
                sql.first("select * from erasure where tenant = ? and id = ?", row -> state(row, sql), tenant, id));
    }

    /** Claims a request that is due. */
    Optional<Erasure> claim() {
        return database.transaction(sql -> sql.first(
                """
                update erasure set claimed_by = ?, due_at = ?, attempts = attempts + 1
                where id = (select id from erasure where due_at <= ? order by due_at limit 1 for update skip locked)
                returning id, tenant, number, claimed_by
                """,
                row -> new Erasure(row.text("id"), row.text("tenant"), row.text("number"), row.text("claimed_by")),
                UUID.randomUUID().toString(),
                clock.instant().plus(configuration.lease()),
                clock.instant()));
    }

    /**
     * Finds out what is left of a request whose conversations were just erased: its number is forgotten when no call
     * of it goes on, and it is finished when the records are published and the recordings gone. Otherwise it is looked
     * at again later.
     */
    void settle(Erasure erasure) {
        database.transaction(sql -> {
            boolean numberGone = erasure.number() == null || waiting(sql, erasure.tenant(), erasure.number()) == 0;
            boolean finished = numberGone
                    && unpublished(sql, erasure.id()) == 0
                    && left(sql, erasure.id(), "pending").isEmpty();
            Instant now = clock.instant();
            return sql.update(
                    """
                    update erasure set number = case when ? then null else number end,
                        finished_at = case when ? then ?::timestamptz end,
                        due_at = case when ? then null else ?::timestamptz end, claimed_by = null
                    where id = ? and claimed_by = ?
                    """,
                    numberGone,
                    finished,
                    now,
                    finished,
                    now.plus(configuration.lookAgain()),
                    erasure.id(),
                    erasure.claim());
        });
    }

    private static ErasureState state(Row row, Sql sql) {
        String id = row.text("id");
        String number = row.text("number");
        var finishedAt = row.instant("finished_at");
        var manual = left(sql, id, "manual");
        Status finished = manual.isEmpty() ? Status.DONE : Status.MANUAL;
        return new ErasureState(
                id,
                finishedAt == null ? Status.RUNNING : finished,
                row.text("masked"),
                row.instant("requested_at"),
                finishedAt,
                new Conversations(
                        count(sql, "select count(*)::int as n from conversation where erasure_id = ?", id),
                        number == null ? 0 : waiting(sql, row.text("tenant"), number),
                        unpublished(sql, id)),
                new Recordings(left(sql, id, "deleted").size(), left(sql, id, "pending"), manual));
    }

    private static int waiting(Sql sql, String tenant, String number) {
        return count(
                sql,
                "select count(*)::int as n from conversation where tenant = ? and from_number = any (?)",
                tenant,
                SmsEvent.addresses(number));
    }

    private static int unpublished(Sql sql, String id) {
        return count(sql, """
                select count(*)::int as n from conversation c join record_task t on t.conversation_id = c.id
                where c.erasure_id = ? and t.due_at is not null
                """, id);
    }

    private static List<Left> left(Sql sql, String id, String state) {
        return sql.list(
                "select url, reason from recording_deletion where erasure_id = ? and state = ? order by url",
                row -> new Left(row.text("url"), row.text("reason")),
                id,
                state);
    }

    private static int count(Sql sql, String query, Object... parameters) {
        return sql.first(query, row -> row.number("n"), parameters).orElse(0);
    }
}
