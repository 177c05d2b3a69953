package dev.offhook.tenant.versions;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.offhook.events.EventJson;
import dev.offhook.kit.database.Row;
import dev.offhook.tenant.configuration.Database;
import dev.offhook.tenant.configuration.FieldChange;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.TenantDocument;
import dev.offhook.tenant.configuration.VersionSummary;
import dev.offhook.tenant.configuration.VersionedDocument;

/** The versions as they are stored. Everything happens in the current transaction. */
@ApplicationScoped
public class TenantVersions {
    private static final TypeReference<List<FieldChange>> CHANGES = new TypeReference<>() {};

    private final Database database;

    TenantVersions(Database database) {
        this.database = database;
    }

    /** Adds the next version of a tenant; {@code document} is without what is not versioned. */
    public void add(VersionSummary version, TenantDocument document) {
        database.with(sql -> sql.update(
                """
                insert into tenant_version (slug, version, document, changes, author, origin, at)
                values (?, ?, cast(? as jsonb), cast(? as jsonb), ?, ?, ?)
                """,
                document.slug(),
                version.version(),
                json(document),
                json(version.changes()),
                version.author(),
                version.origin().name(),
                version.at()));
    }

    /**
     * Versions, the newest first.
     *
     * @param before only older ones than this; null for the newest
     */
    public List<VersionSummary> list(String slug, Long before, int limit) {
        return database.with(
                sql -> sql.list("""
                select version, author, origin, at, changes from tenant_version
                where slug = ? and version < ? order by version desc limit ?
                """, TenantVersions::summary, slug, before == null ? Long.MAX_VALUE : before, limit));
    }

    /** One version. */
    public Optional<VersionedDocument> find(String slug, long version) {
        return database.with(sql -> sql.first(
                "select * from tenant_version where slug = ? and version = ?",
                row -> new VersionedDocument(summary(row), document(row.text("document"))),
                slug,
                version));
    }

    private static VersionSummary summary(Row row) {
        return new VersionSummary(
                row.longNumber("version"),
                row.text("author"),
                row.instant("at"),
                Origin.valueOf(row.text("origin")),
                changes(row.text("changes")));
    }

    private static String json(Object value) {
        try {
            return EventJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<FieldChange> changes(String json) {
        try {
            return EventJson.mapper().readValue(json, CHANGES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TenantDocument document(String json) {
        try {
            return EventJson.mapper().readValue(json, TenantDocument.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
