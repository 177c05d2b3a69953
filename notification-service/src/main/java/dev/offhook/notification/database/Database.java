package dev.offhook.notification.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.kit.database.DatabaseException;
import dev.offhook.kit.database.Sql;
import org.jboss.logging.Logger;

/**
 * Transactions. Only as many run at a time as there are connections; the others wait here for as long as it takes, not
 * in the pool until its acquisition times out. Blocks; only for virtual threads and threads of our own.
 */
@ApplicationScoped
public class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    private final AtomicLong lastTold = new AtomicLong(System.nanoTime() - TOLD_EVERY.toNanos());
    private final DataSource dataSource;
    private final Semaphore transactions;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Database(DataSource dataSource, DatabaseConfiguration configuration) {
        this.dataSource = dataSource;
        this.transactions = new Semaphore(configuration.transactions(), true);
    }

    /**
     * Runs {@code work} as one transaction: committed when this returns, rolled back when it throws.
     *
     * @throws DatabaseException when the database refuses or is away. After a commit whose answer was lost it is thrown
     *     as well, so that what {@code work} does must bear being done again
     */
    public <T> T transaction(Function<Sql, T> work) {
        transactions.acquireUninterruptibly();
        try (Connection connection = dataSource.getConnection()) {
            return committed(connection, work);
        } catch (SQLException e) {
            tell(e);
            throw new DatabaseException(e);
        } catch (DatabaseException e) {
            tell(e);
            throw e;
        } finally {
            transactions.release();
        }
    }

    /** The time, as precise as the database, so that what is read back is what was written. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Callers try again, for minutes, and say nothing: it is told here, now and then. */
    private void tell(Exception failure) {
        long now = System.nanoTime();
        long told = lastTold.get();
        if (now - told > TOLD_EVERY.toNanos() && lastTold.compareAndSet(told, now)) {
            LOG.warnf(failure, "the database failed, whoever must not give up tries again");
        }
    }

    private static <T> T committed(Connection connection, Function<Sql, T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.apply(new Sql(connection));
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
