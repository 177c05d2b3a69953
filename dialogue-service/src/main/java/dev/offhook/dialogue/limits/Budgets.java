package dev.offhook.dialogue.limits;

import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.Database;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Budget;

/**
 * What tenants may spend in a calendar month of their zone. Amounts are millionths of the budget's currency.
 *
 * <p>Money is set aside before it is spent, in one statement that the database lets through only below the cap, so that
 * no number of replicas passes it. What was set aside by a process that died stays set aside, as if it were spent: the
 * provider may have been paid. A turn that is taken over reserves with the same id, is let through again, and settles
 * it.
 *
 * <p>Nothing is stored for a tenant without a budget. A budget of another currency is another account. Every method
 * joins the caller's transaction where there is one; others of the tenant then wait for its end, so that it must be
 * short.
 */
@ApplicationScoped
public class Budgets {
    /** A billion; beyond it sums would end at what the database can add. */
    private static final long LARGEST = 1_000_000_000_000_000L;

    private static final int MICROS = 6;

    private final Database database;

    Budgets(Database database) {
        this.database = database;
    }

    /**
     * Sets money aside, unless the month's cap would be passed. An id that asked before gets its first answer, and
     * nothing more is set aside.
     *
     * @param id of the reservation: the event, and the attempt where each attempt is paid anew
     * @param micros the most that it can cost, 1 to 10^15
     * @param now decides on the month
     * @return false when nothing was set aside and nothing may be spent
     * @throws IllegalArgumentException for an amount out of range
     */
    public boolean reserve(TenantConfiguration tenant, String id, long micros, Instant now) {
        inRange(micros, 1);
        Budget budget = tenant.limits().budget();
        return budget == null || database.call(connection -> reserve(connection, tenant, id, micros, now));
    }

    /**
     * Turns a reservation into what was really paid, which may be more than was set aside. Only the first settlement or
     * release of a reservation counts.
     *
     * @param micros what was paid, 0 to 10^15
     * @return true when it was open until now; false for one that was settled or refused, or never asked for
     * @throws IllegalArgumentException for an amount out of range
     */
    public boolean settle(String id, long micros) {
        inRange(micros, 0);
        return database.call(connection -> {
            try (var statement = connection.prepareStatement("""
                    with entry as (
                        update budget_entry set spent = ? where id = ? and spent is null
                        returning tenant, month, currency, reserved, spent)
                    update budget set reserved = budget.reserved - entry.reserved, spent = budget.spent + entry.spent
                    from entry
                    where budget.tenant = entry.tenant and budget.month = entry.month
                      and budget.currency = entry.currency""")) {
                statement.setLong(1, micros);
                statement.setString(2, id);
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Gives back what was set aside: nothing was paid. See {@link #settle}. */
    public boolean release(String id) {
        return settle(id, 0);
    }

    /**
     * Counts what has been paid already and cannot be refused, such as the minutes of a call; the cap may be passed by
     * it. An id counts once; it must not be one of a reservation.
     *
     * @param micros what was paid, 1 to 10^15
     * @param now decides on the month
     * @throws IllegalArgumentException for an amount out of range
     */
    public void spend(TenantConfiguration tenant, String id, long micros, Instant now) {
        inRange(micros, 1);
        Budget budget = tenant.limits().budget();
        if (budget == null) {
            return;
        }
        database.call(connection -> {
            try (var statement = connection.prepareStatement("""
                    with entry as (
                        insert into budget_entry (id, tenant, month, currency, reserved, spent, created_at)
                        values (?, ?, ?, ?, 0, ?, ?)
                        on conflict do nothing
                        returning tenant, month, currency, spent)
                    insert into budget (tenant, month, currency, spent)
                    select tenant, month, currency, spent from entry
                    on conflict (tenant, month, currency) do update set spent = budget.spent + excluded.spent""")) {
                statement.setString(1, id);
                statement.setString(2, tenant.slug());
                statement.setObject(3, month(tenant, now).atDay(1));
                statement.setString(4, budget.currency());
                statement.setLong(5, micros);
                statement.setObject(6, now.atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
            }
        });
    }

    /**
     * How the budget of this month stands.
     *
     * @return empty for a tenant without a budget
     */
    public Optional<BudgetStatus> status(TenantConfiguration tenant, Instant now) {
        return Optional.ofNullable(tenant.limits().budget())
                .map(budget -> database.call(connection -> status(connection, tenant, budget, now)));
    }

    /**
     * Deletes who asked for how much; the months' sums stay. An id that is forgotten could ask again.
     *
     * @param before what is older; older than any event can be delivered again
     * @return how many entries were deleted
     */
    public int forget(Instant before) {
        return database.callInTransaction(connection -> {
            int deleted = 0;
            for (var deletion : new String[] {
                "delete from budget_request where asked_at < ?", "delete from budget_entry where created_at < ?"
            }) {
                try (var statement = connection.prepareStatement(deletion)) {
                    statement.setObject(1, before.atOffset(ZoneOffset.UTC));
                    deleted = statement.executeUpdate();
                }
            }
            return deleted;
        });
    }

    private static boolean reserve(
            Connection connection, TenantConfiguration tenant, String id, long micros, Instant now)
            throws SQLException {
        Budget budget = tenant.limits().budget();
        LocalDate month = month(tenant, now).atDay(1);
        // On conflict, because the first of a month makes the row. The condition is looked at under the row's lock.
        try (var statement = connection.prepareStatement("""
                with request as (
                    insert into budget_request (id, asked_at) values (?, ?) on conflict do nothing returning id),
                account as (
                    insert into budget (tenant, month, currency, reserved)
                    select ?, ?, ?, ? from request where ? <= ?
                    on conflict (tenant, month, currency)
                        do update set reserved = budget.reserved + excluded.reserved
                        where budget.spent + budget.reserved + excluded.reserved <= ?
                    returning tenant, month, currency),
                entry as (
                    insert into budget_entry (id, tenant, month, currency, reserved, created_at)
                    select ?, tenant, month, currency, ?, ? from account
                    returning id)
                select exists (select from request), exists (select from entry)""")) {
            long cap = cap(budget);
            var at = now.atOffset(ZoneOffset.UTC);
            statement.setString(1, id);
            statement.setObject(2, at);
            statement.setString(3, tenant.slug());
            statement.setObject(4, month);
            statement.setString(5, budget.currency());
            statement.setLong(6, micros);
            statement.setLong(7, micros);
            statement.setLong(8, cap);
            statement.setLong(9, cap);
            statement.setString(10, id);
            statement.setLong(11, micros);
            statement.setObject(12, at);
            try (var answer = statement.executeQuery()) {
                answer.next();
                boolean first = answer.getBoolean(1);
                return first ? answer.getBoolean(2) : given(connection, id);
            }
        }
    }

    private static boolean given(Connection connection, String id) throws SQLException {
        try (var statement = connection.prepareStatement("select from budget_entry where id = ?")) {
            statement.setString(1, id);
            try (var entry = statement.executeQuery()) {
                return entry.next();
            }
        }
    }

    private static BudgetStatus status(Connection connection, TenantConfiguration tenant, Budget budget, Instant now)
            throws SQLException {
        YearMonth month = month(tenant, now);
        Long cap = budget.monthly() == null ? null : cap(budget);
        try (var statement = connection.prepareStatement(
                "select spent, reserved from budget where tenant = ? and month = ? and currency = ?")) {
            statement.setString(1, tenant.slug());
            statement.setObject(2, month.atDay(1));
            statement.setString(3, budget.currency());
            try (var account = statement.executeQuery()) {
                return account.next()
                        ? new BudgetStatus(month, budget.currency(), cap, account.getLong(1), account.getLong(2))
                        : new BudgetStatus(month, budget.currency(), cap, 0, 0);
            }
        }
    }

    private static YearMonth month(TenantConfiguration tenant, Instant now) {
        return YearMonth.from(now.atZone(tenant.timeZone()));
    }

    private static long cap(Budget budget) {
        return budget.monthly() == null
                ? Long.MAX_VALUE
                : budget.monthly()
                        .movePointRight(MICROS)
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact();
    }

    private static void inRange(long micros, long least) {
        if (micros < least || micros > LARGEST) {
            throw new IllegalArgumentException(
                    "micros is " + micros + "; it is " + least + " to " + LARGEST + " millionths of the currency");
        }
    }
}
