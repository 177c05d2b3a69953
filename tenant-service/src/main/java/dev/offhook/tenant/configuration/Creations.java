package dev.offhook.tenant.configuration;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.kit.problem.ProblemException;

/** What was created with which key, and where a tenant goes on that is created again. In the current transaction. */
@ApplicationScoped
class Creations {
    private final Database database;
    private final BlockFingerprint fingerprints;

    Creations(Database database, BlockFingerprint fingerprints) {
        this.database = database;
        this.fingerprints = fingerprints;
    }

    /** The last version and revision that a slug had. */
    record Last(long version, long revision) {
        private static final Last NONE = new Last(0, 0);
    }

    private record Created(String slug, String fingerprint) {}

    /**
     * The slug of the tenant that this author created with this key; empty for a new key.
     *
     * @throws ProblemException 409 when it was created of another block
     */
    Optional<String> repeated(TenantBlock block, Change by) {
        var created = database.with(sql -> sql.first(
                "select slug, fingerprint from idempotent_create where author = ? and key = ?",
                row -> new Created(row.text("slug"), row.text("fingerprint")),
                by.author(),
                by.idempotencyKey()));
        created.filter(before ->
                        !before.slug().equals(block.slug()) || !fingerprints.matches(before.fingerprint(), block))
                .ifPresent(before -> {
                    throw ProblemException.conflict(
                            "Idempotency-Key", "the key was used to create another tenant; use a new key for each");
                });
        return created.map(Created::slug);
    }

    /** Notes that a tenant is created with a key. */
    void note(TenantBlock block, Change by, Instant at) {
        database.with(sql -> sql.update(
                "insert into idempotent_create (author, key, slug, fingerprint, at) values (?, ?, ?, ?, ?)",
                by.author(),
                by.idempotencyKey(),
                block.slug(),
                fingerprints.of(block),
                at));
    }

    /** Notes what a tenant had come to. */
    void deleted(Tenant tenant, Instant at) {
        database.with(sql -> sql.update("""
                insert into deleted_tenant (slug, version, revision, deleted_at) values (?, ?, ?, ?)
                on conflict (slug) do update
                set version = excluded.version, revision = excluded.revision, deleted_at = excluded.deleted_at
                """, tenant.slug, tenant.version, tenant.revision, at));
    }

    /** What a slug had come to before it was deleted; zero for one that never was. */
    Last last(String slug) {
        return database.with(sql -> sql.first(
                        "select version, revision from deleted_tenant where slug = ?",
                        row -> new Last(row.longNumber("version"), row.longNumber("revision")),
                        slug)
                .orElse(Last.NONE));
    }
}
