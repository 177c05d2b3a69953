package dev.offhook.dialogue.limits;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.Database;
import dev.offhook.events.CallEvent.CallRejected.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Limits;
import dev.offhook.kit.phone.PhoneNumbers;

/**
 * Whether a call may come in. Exact over replicas: calls of one tenant are weighed one after the other.
 *
 * <p>A tenant that limits no calls costs no query. Every method joins the caller's transaction where there is one; the
 * tenant's other calls then wait for its end.
 */
@ApplicationScoped
public class CallLimits {
    private final Database database;
    private final LimitsConfiguration configuration;

    CallLimits(Database database, LimitsConfiguration configuration) {
        this.database = database;
        this.configuration = configuration;
    }

    /**
     * Weighs a call. The same conversation asked again gets the verdict that it got first, and counts once; only the
     * block list is looked at anew.
     *
     * <p>Calls that were refused count nowhere. A withheld number has no limit of its own, since it is not one caller;
     * it counts among the calls of the day and the concurrent ones. A call holds its place from here on until
     * {@link #released}, until its conversation is ended, or until nothing has happened on it for
     * {@link LimitsConfiguration#callIdle()}; every turn renews that.
     *
     * @param current the tenant's configuration of today, not the version of a call
     * @param conversationId of the call
     * @param caller the caller's number, null when withheld
     * @param now when the call began
     * @return why it is refused, the first that holds of: blocked, caller's calls, day's calls, concurrent calls; empty
     *     when it may come in
     */
    public Optional<Reason> check(TenantConfiguration current, String conversationId, String caller, Instant now) {
        Optional<String> number = PhoneNumbers.e164(caller);
        if (current.limits().blocks(number.orElse(caller))) {
            return Optional.of(Reason.BLOCKED);
        }
        if (!limited(current.limits())) {
            return Optional.empty();
        }
        return database.callInTransaction(connection -> {
            Locks.ofTransaction(connection, "calls:" + current.slug());
            return weigh(connection, current, conversationId, number.orElse(null), now);
        });
    }

    /**
     * The call is over and gives its place back. Calling it again, or for a call that was never weighed, does nothing.
     *
     * @param tenant any version of its configuration
     */
    public void released(TenantConfiguration tenant, String conversationId, Instant now) {
        if (!limited(tenant.limits())) {
            return;
        }
        database.call(connection -> {
            try (var statement = connection.prepareStatement(
                    "update limited_call set released_at = ? where conversation_id = ? and released_at is null")) {
                statement.setObject(1, now.atOffset(ZoneOffset.UTC));
                statement.setString(2, conversationId);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Forgets a caller's number; its calls go on counting among those of the day.
     *
     * @param number E.164
     * @return how many calls carried it
     */
    public int erase(String tenant, String number) {
        return database.call(connection -> {
            try (var statement = connection.prepareStatement(
                    "update limited_call set caller = null where tenant = ? and caller = ?")) {
                statement.setString(1, tenant);
                statement.setString(2, number);
                return statement.executeUpdate();
            }
        });
    }

    /**
     * Deletes what no limit looks at any more.
     *
     * @param before calls that began earlier; two days ago or more, so that every zone's today is kept
     * @return how many calls were deleted
     */
    public int forget(Instant before) {
        return database.call(connection -> {
            try (var statement = connection.prepareStatement("delete from limited_call where started_at < ?")) {
                statement.setObject(1, before.atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
            }
        });
    }

    private static boolean limited(Limits limits) {
        return limits.callsPerCaller() != null || limits.callsPerDay() != null || limits.concurrentCalls() != null;
    }

    private Optional<Reason> weigh(
            Connection connection, TenantConfiguration tenant, String conversationId, String caller, Instant now)
            throws SQLException {
        var limits = tenant.limits();
        LocalDate day = LocalDate.ofInstant(now, tenant.timeZone());
        try (var statement = connection.prepareStatement("""
                insert into limited_call (conversation_id, tenant, caller, day, started_at, verdict)
                select ?, ?, ?, ?, ?, case
                    when ? <= (select count(*) from limited_call
                               where tenant = ? and day = ? and caller = ? and verdict is null) then 'CALLER_LIMIT'
                    when ? <= (select count(*) from limited_call
                               where tenant = ? and day = ? and verdict is null) then 'DAILY_LIMIT'
                    when ? <= (select count(*) from limited_call c
                               left join conversation v on v.id = c.conversation_id
                               where c.tenant = ? and c.verdict is null and c.released_at is null
                                 and coalesce(v.status, 'active') = 'active'
                                 and greatest(c.started_at, v.last_activity_at) > ?) then 'CONCURRENT_CALLS'
                    end
                on conflict do nothing
                returning verdict""")) {
            statement.setString(1, conversationId);
            statement.setString(2, tenant.slug());
            statement.setString(3, caller);
            statement.setObject(4, day);
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
            statement.setObject(6, limits.callsPerCaller(), Types.INTEGER);
            statement.setString(7, tenant.slug());
            statement.setObject(8, day);
            statement.setString(9, caller);
            statement.setObject(10, limits.callsPerDay(), Types.INTEGER);
            statement.setString(11, tenant.slug());
            statement.setObject(12, day);
            statement.setObject(13, limits.concurrentCalls(), Types.INTEGER);
            statement.setString(14, tenant.slug());
            statement.setObject(15, now.minus(configuration.callIdle()).atOffset(ZoneOffset.UTC));
            try (var weighed = statement.executeQuery()) {
                if (weighed.next()) {
                    return reason(weighed.getString(1));
                }
            }
        }
        return before(connection, conversationId);
    }

    private static Optional<Reason> before(Connection connection, String conversationId) throws SQLException {
        try (var statement =
                connection.prepareStatement("select verdict from limited_call where conversation_id = ?")) {
            statement.setString(1, conversationId);
            try (var known = statement.executeQuery()) {
                return known.next() ? reason(known.getString(1)) : Optional.empty();
            }
        }
    }

    private static Optional<Reason> reason(String verdict) {
        return Optional.ofNullable(verdict).map(Reason::valueOf);
    }
}
