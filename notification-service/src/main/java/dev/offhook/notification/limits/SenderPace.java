package dev.offhook.notification.limits;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.kit.database.DatabaseException;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;

/**
 * How fast a number sends, over all replicas: a row for each number says when the next message may go, and every message
 * that goes moves that on by one place.
 *
 * <p>A message that finds no place is told when to come again: an answer to a person as soon as there is one, any other
 * at the end of the line, so that a long line is looked at once a message and not once a place. When an answer takes the
 * place of one that waited, that one goes to the end of the line.
 *
 * <p>The row is moved in a transaction of its own that is over at once: otherwise the number's messages would be sent
 * one after the other, each after the disk has its transaction. A place that is taken for a message that then does not
 * go is lost, which matters to nobody.
 */
@ApplicationScoped
public class SenderPace {
    /**
     * In one statement, by the database's clock: replicas have several. A row that is lost with the last milliseconds
     * of a crash is no harm, and the disk need not be waited for.
     */
    private static final String TAKE = """
            with clock as materialized (
                select clock_timestamp() as now, set_config('synchronous_commit', 'off', true)),
            row as materialized (
                select * from sender_pace where sender = ? for update),
            decided as materialized (
                select now, greatest(row.next_at, now - cast(? as interval)) as place,
                    greatest(row.tail_at, row.next_at, now) as line, row.next_at <= now as free
                from row, clock)
            update sender_pace p set
                next_at = case when free then place + cast(? as interval) else p.next_at end,
                tail_at = case when free or ? then p.tail_at else line + cast(? as interval) end
            from decided where p.sender = ?
            returning decided.free as free,
                case when ? then p.next_at else decided.line end as again
            """;

    private final DataSource dataSource;
    private final LimitsConfiguration configuration;
    /** It is asked within a transaction that has a connection; more than one at a time could use up the pool. */
    private final Semaphore turn = new Semaphore(1, true);

    @Inject
    SenderPace(DataSource dataSource, LimitsConfiguration configuration) {
        this.dataSource = dataSource;
        this.configuration = configuration;
    }

    /**
     * A place, or when to ask again.
     *
     * @param free the message may go now; its place is taken
     * @param again when to ask again, where it may not
     */
    public record Place(boolean free, Instant again) {}

    /**
     * Asks for a place.
     *
     * @param sender the number, with what else tells it from others
     * @param perSecond how many places there are in a second, 1 or more
     * @param answer true for an answer to a person, which need not stand in line
     */
    public Place take(String sender, int perSecond, boolean answer) {
        turn.acquireUninterruptibly();
        try (Connection connection = dataSource.getConnection()) {
            // Each statement is a transaction.
            return take(new Sql(connection), sender, Duration.ofNanos(1_000_000_000L / perSecond), answer);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            turn.release();
        }
    }

    private Place take(Sql sql, String sender, Duration each, boolean answer) {
        String interval = interval(each);
        return sql.first(
                        TAKE,
                        SenderPace::place,
                        sender,
                        interval(configuration.catchUp()),
                        interval,
                        answer,
                        interval,
                        sender,
                        answer)
                .orElseGet(() -> {
                    sql.update("""
                            insert into sender_pace (sender, next_at, tail_at)
                            values (?, clock_timestamp(), clock_timestamp()) on conflict do nothing""", sender);
                    return take(sql, sender, each, answer);
                });
    }

    private static Place place(Row row) {
        return new Place(row.truth("free"), row.instant("again"));
    }

    private static String interval(Duration duration) {
        return duration.toNanos() / 1000 + " microseconds";
    }
}
