package dev.offhook.kit.database;

import java.sql.SQLException;

/** The database refused a statement, or is away. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String QUERY_CANCELED = "57014";

    private final String state;

    /** What the driver said; its message is no part of this one, for it may quote values. */
    public DatabaseException(SQLException cause) {
        super("the database failed: state=" + cause.getSQLState(), cause);
        this.state = cause.getSQLState();
    }

    /** True when a statement was given up because it ran longer than it may. */
    public boolean tookTooLong() {
        return QUERY_CANCELED.equals(state);
    }
}
