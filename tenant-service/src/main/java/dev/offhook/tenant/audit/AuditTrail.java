package dev.offhook.tenant.audit;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.tenant.configuration.AuditAction;
import dev.offhook.tenant.configuration.AuditEntry;
import dev.offhook.tenant.configuration.Change;
import dev.offhook.tenant.configuration.Database;
import dev.offhook.tenant.configuration.Origin;

/** The audit trail as it is stored: lines are added, and the database refuses anything else. */
@ApplicationScoped
public class AuditTrail {
    private static final int LONGEST_DETAIL = 2_000;

    private final Database database;

    AuditTrail(Database database) {
        this.database = database;
    }

    /** Adds a line in the current transaction. {@code detail} is cut when it is long. */
    public void add(String slug, Instant at, Change by, AuditAction action, String detail) {
        String shown = detail.codePointCount(0, detail.length()) <= LONGEST_DETAIL
                ? detail
                : detail.substring(0, detail.offsetByCodePoints(0, LONGEST_DETAIL)) + "…";
        database.with(sql -> sql.update(
                "insert into audit_entry (slug, at, author, origin, action, detail) values (?, ?, ?, ?, ?, ?)",
                slug,
                at,
                by.author(),
                by.origin().name(),
                action.name(),
                shown));
    }

    /**
     * Lines, the newest first; in the current transaction.
     *
     * @param before only older ones than this id; null for the newest
     */
    public List<AuditEntry> list(String slug, Long before, int limit) {
        return database.with(sql -> sql.list(
                "select * from audit_entry where slug = ? and id < ? order by id desc limit ?",
                row -> new AuditEntry(
                        row.longNumber("id"),
                        row.instant("at"),
                        row.text("author"),
                        Origin.valueOf(row.text("origin")),
                        AuditAction.valueOf(row.text("action")),
                        row.text("detail")),
                slug,
                before == null ? Long.MAX_VALUE : before,
                limit));
    }
}
