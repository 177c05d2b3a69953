package dev.offhook.notification.operations;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.kit.database.Sql;

/** Tenants whose messages wait. */
@ApplicationScoped
public class Pauses {
    private final Clock clock = Clock.systemUTC();

    /**
     * A pause.
     *
     * @param since when it began
     * @param by who wanted it
     */
    public record Pause(Instant since, String by) {}

    /** The tenant's pause; empty while its messages are sent. */
    public Optional<Pause> of(Sql sql, String tenant) {
        return sql.first(
                "select * from tenant_pause where tenant = ?",
                row -> new Pause(row.instant("paused_at"), row.text("paused_by")),
                tenant);
    }

    /** Begins a pause; one that goes on stays as it is. What a provider is just being asked to take is sent. */
    void pause(Sql sql, String tenant, String by) {
        sql.update(
                "insert into tenant_pause (tenant, paused_at, paused_by) values (?, ?, ?) on conflict do nothing",
                tenant,
                clock.instant(),
                by);
    }

    /** Ends a pause: what waits is looked at again at once, except what a provider has not taken. */
    void resume(Sql sql, String tenant) {
        if (sql.update("delete from tenant_pause where tenant = ?", tenant) == 1) {
            sql.update("""
                    update sms_message set due_at = ?
                    where tenant = ? and task = 'send' and retries = 0 and lease_until is null and due_at > ?""", clock.instant(), tenant, clock.instant());
        }
    }
}
