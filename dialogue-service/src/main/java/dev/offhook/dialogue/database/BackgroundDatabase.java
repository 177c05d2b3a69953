package dev.offhook.dialogue.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;

import dev.offhook.kit.database.DatabaseException;
import dev.offhook.kit.database.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Transactions of what no caller waits for. Only so many run at a time that a turn always finds a connection; the
 * others wait here, not in the pool. Blocks; only for virtual threads.
 */
@ApplicationScoped
public class BackgroundDatabase {
    private final DataSource dataSource;
    private final Semaphore sections;

    BackgroundDatabase(DataSource dataSource, BackgroundConfiguration configuration) {
        this.dataSource = dataSource;
        this.sections = new Semaphore(configuration.databaseSections(), true);
    }

    /**
     * Runs {@code work} in a transaction of its own; committed when this returns, rolled back when it throws.
     *
     * @throws DatabaseException when the database refuses or is away
     */
    public <T> T transaction(Function<Sql, T> work) {
        sections.acquireUninterruptibly();
        try {
            return QuarkusTransaction.requiringNew().call(() -> joined(work));
        } finally {
            sections.release();
        }
    }

    /**
     * Runs {@code work} in the caller's transaction, which must be there.
     *
     * @throws IllegalStateException when the caller has none
     * @throws DatabaseException when the database refuses or is away
     */
    public <T> T joined(Function<Sql, T> work) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("no transaction to join");
        }
        try (Connection connection = dataSource.getConnection()) {
            return work.apply(new Sql(connection));
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
