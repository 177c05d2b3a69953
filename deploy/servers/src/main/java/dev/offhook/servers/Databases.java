package dev.offhook.servers;

import java.sql.SQLException;

import org.postgresql.ds.PGSimpleDataSource;

/** Creates databases on a PostgreSQL server. */
final class Databases {
    private Databases() {}

    static void createIfMissing(String jdbcUrl, String user, String password, String database) {
        if (!database.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "'" + database + "' is no database name; one is 'dialogue' (letters, digits, underscores)");
        }
        // Not DriverManager: it finds no driver that another class loader registered.
        var postgres = new PGSimpleDataSource();
        postgres.setUrl(jdbcUrl);
        try (var connection = postgres.getConnection(user, password)) {
            try (var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
                query.setString(1, database);
                try (var found = query.executeQuery()) {
                    if (found.next()) {
                        return;
                    }
                }
            }
            try (var statement = connection.createStatement()) {
                statement.execute("create database " + statement.enquoteIdentifier(database, true));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database '" + database + "' at " + jdbcUrl, e);
        }
    }
}
