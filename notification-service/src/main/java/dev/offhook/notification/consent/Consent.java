package dev.offhook.notification.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of who wants messages of a tenant. What counts is when a word was said: one that arrives late, or again,
 * takes nothing back that was said after it.
 */
@ApplicationScoped
public class Consent {
    private final Clock clock = Clock.systemUTC();

    /** Who told. */
    public enum Source {
        /** The person, by a message. */
        MESSAGE,
        /** The provider, by refusing to send. */
        PROVIDER,
        /** Somebody, by the API. */
        API
    }

    /**
     * A word about consent.
     *
     * @param tenant slug
     * @param number E.164, without a medium
     * @param optedOut true: no more messages; false: messages again
     * @param saidAt when it was said
     * @param source who told
     * @param by who of those it was: a user's name, a provider's; null for the person
     * @param eventId the same for the same word, however often it arrives
     */
    public record Word(
            String tenant,
            String number,
            boolean optedOut,
            Instant saidAt,
            Source source,
            @Nullable String by,
            String eventId) {
        /** No number. */
        @Override
        public String toString() {
            return "Word[" + eventId + ", optedOut=" + optedOut + "]";
        }
    }

    /**
     * A number that wants no messages.
     *
     * @param number E.164
     * @param since when it last said so
     * @param source who told
     * @param by see {@link Word#by}
     */
    public record OptedOut(
            String number,
            Instant since,
            Source source,
            @Nullable String by) {}

    /**
     * Takes down a word. Of two that were said at the same time the one that ends messages counts.
     *
     * @return false when it was there already
     */
    public boolean note(Sql sql, Word word) {
        boolean isNew = sql.update(
                        """
                        insert into consent_change (tenant, event_id, number, opted_out, said_at, source, told_by, noted_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                        word.tenant(),
                        word.eventId(),
                        word.number(),
                        word.optedOut(),
                        word.saidAt(),
                        id(word.source()),
                        word.by(),
                        clock.instant())
                == 1;
        if (isNew) {
            sql.update("""
                    insert into consent as c (tenant, number, opted_out, said_at, source, told_by)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (tenant, number) do update set opted_out = excluded.opted_out,
                        said_at = excluded.said_at, source = excluded.source, told_by = excluded.told_by
                    where excluded.said_at > c.said_at or (excluded.said_at = c.said_at and excluded.opted_out)""", word.tenant(), word.number(), word.optedOut(), word.saidAt(), id(word.source()), word.by());
        }
        return isNew;
    }

    /** Whether a number wants no messages of a tenant. */
    public Optional<OptedOut> optedOut(Sql sql, String tenant, String number) {
        return sql.first(
                "select * from consent where tenant = ? and number = ? and opted_out", Consent::row, tenant, number);
    }

    /**
     * Those who want no messages of a tenant, the latest first.
     *
     * @param after the last of the page before, null for the first page
     */
    public List<OptedOut> page(Sql sql, String tenant, @Nullable OptedOut after, int limit) {
        return after == null
                ? sql.list("""
                        select * from consent where tenant = ? and opted_out
                        order by said_at desc, number limit ?""", Consent::row, tenant, limit)
                : sql.list("""
                        select * from consent where tenant = ? and opted_out
                            and (said_at < ? or (said_at = ? and number > ?))
                        order by said_at desc, number limit ?""", Consent::row, tenant, after.since(), after.since(), after.number(), limit);
    }

    private static OptedOut row(Row row) {
        return new OptedOut(
                row.text("number"),
                row.instant("said_at"),
                Source.valueOf(row.text("source").toUpperCase(Locale.ROOT)),
                row.text("told_by"));
    }

    private static String id(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
