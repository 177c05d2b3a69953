package dev.offhook.dialogue.limits;

import java.sql.Connection;
import java.sql.SQLException;

/** Locks by name. */
final class Locks {
    private Locks() {}

    /** Waits until no other transaction holds this name, and holds it until this one is over. */
    static void ofTransaction(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            statement.setString(1, name);
            statement.execute();
        }
    }
}
