package dev.offhook.dialogue.database;

import java.sql.SQLException;

/** The database refused a statement or is away. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super(cause);
    }
}
