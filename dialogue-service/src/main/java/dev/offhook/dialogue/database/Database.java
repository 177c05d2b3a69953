package dev.offhook.dialogue.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.kit.database.DatabaseException;
import io.quarkus.narayana.jta.QuarkusTransaction;

/**
 * Plain JDBC for single statements and short transactions.
 *
 * <p>Inside a transaction of the caller everything here joins it: it is committed or rolled back with it, uses its
 * connection and waits for nothing. Outside, a section waits for one of the connections for as long as it takes, not in
 * the pool until its acquisition times out. Blocks; only for a virtual thread.
 */
@ApplicationScoped
public class Database {
    private final DataSource dataSource;
    private final Semaphore connections;
    private final BooleanSupplier inTransaction;

    @Inject
    Database(DataSource dataSource, DialogueConfiguration configuration) {
        this(
                dataSource,
                configuration.databaseSections(),
                () -> QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION);
    }

    /**
     * A database outside the container.
     *
     * @param sections how many sections may use it at a time, 1 or more
     * @param inTransaction whether the calling thread is in a transaction that the data source takes part in
     */
    public Database(DataSource dataSource, int sections, BooleanSupplier inTransaction) {
        this.dataSource = dataSource;
        this.connections = new Semaphore(sections, true);
        this.inTransaction = inTransaction;
    }

    /**
     * Work with a connection; it must not keep it.
     *
     * @param <T> what comes out
     */
    @FunctionalInterface
    public interface Section<T> {
        /** Does the work. */
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs one statement, or several that need not be one.
     *
     * @throws DatabaseException when the database refuses or is away
     */
    public <T> T call(Section<T> section) {
        return inTransaction.getAsBoolean() ? joined(section) : alone(section);
    }

    /**
     * Runs several statements as one.
     *
     * @throws DatabaseException when the database refuses or is away; nothing is changed then
     */
    public <T> T callInTransaction(Section<T> section) {
        return inTransaction.getAsBoolean()
                ? joined(section)
                : alone(connection -> {
                    connection.setAutoCommit(false);
                    try {
                        T result = section.run(connection);
                        connection.commit();
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        connection.rollback();
                        throw e;
                    } finally {
                        connection.setAutoCommit(true);
                    }
                });
    }

    private <T> T joined(Section<T> section) {
        try (var connection = dataSource.getConnection()) {
            return section.run(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /**
     * Runs a transaction of the caller's own making as one of the sections.
     *
     * @param transaction begins and ends it
     */
    public <T> T waitFor(Supplier<T> transaction) {
        connections.acquireUninterruptibly();
        try {
            return transaction.get();
        } finally {
            connections.release();
        }
    }

    private <T> T alone(Section<T> section) {
        return waitFor(() -> joined(section));
    }
}
