package dev.offhook.kit.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statements within one transaction. Parameters are strings, numbers, booleans, {@link Instant}s, collections of strings
 * (PostgreSQL's {@code text[]}) and null.
 */
public final class Sql {
    private final Connection connection;

    /** Statements of the transaction that {@code connection} is in; whoever opened it ends it. */
    public Sql(Connection connection) {
        this.connection = connection;
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, Function<Row, T> row, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                var results = statement.executeQuery()) {
            var found = new ArrayList<T>();
            var current = new Row(results);
            while (results.next()) {
                found.add(row.apply(current));
            }
            return found;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, Function<Row, T> row, Object... parameters) {
        return list(sql, row, parameters).stream().findFirst();
    }

    /** Runs a statement and says how many rows it changed. */
    public int update(String sql, Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** From here on every statement of this transaction that runs longer is given up. */
    public void giveUpAfter(Duration longest) {
        list("select set_config('statement_timeout', ?, true)", row -> row, Long.toString(longest.toMillis()));
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, value(parameters[i]));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private Object value(Object parameter) throws SQLException {
        return switch (parameter) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Collection<?> values -> connection.createArrayOf("text", values.toArray());
            case null, default -> parameter;
        };
    }
}
