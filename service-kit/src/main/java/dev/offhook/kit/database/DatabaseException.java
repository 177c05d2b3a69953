package dev.offhook.kit.database;

import java.sql.SQLException;
import java.util.List;

/** The database refused a statement, or is away. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String QUERY_CANCELED = "57014";
    /**
     * Connection exceptions, insufficient resources, operator intervention such as a shutdown; and the driver's own for
     * a connection that it could not make.
     */
    private static final List<String> AWAY = List.of("08", "53", "57P", "99999");

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

    /**
     * Whether a failure comes from a database that is away, is going, or has no connection left, so that the same may
     * work a moment later. What the database refuses for its own sake is not.
     *
     * @param failure any; its causes are looked at
     * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">PostgreSQL's error codes</a>
     */
    public static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                String state = refused.getSQLState();
                // None at all: the connection pool gave up.
                return state == null || AWAY.stream().anyMatch(state::startsWith);
            }
        }
        return false;
    }
}
