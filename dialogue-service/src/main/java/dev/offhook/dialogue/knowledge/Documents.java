package dev.offhook.dialogue.knowledge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.Database;

/**
 * The plain documents of tenants. One holds from the version that the tenant had when it was put until the version that
 * it has when it is replaced or deleted, so that a conversation which keeps an older version finds the older text.
 *
 * <p>Every method joins the caller's transaction where there is one. Blocks; only for a virtual thread.
 */
@ApplicationScoped
public class Documents {
    private static final String LISTED = """
            select name, media_type, length(content), from_version, put_at,
                   (select count(*) from document_passage where document_id = document.id), content
            from document where tenant = ? and to_version is null""";

    private final Database database;
    private final KnowledgeConfiguration configuration;
    private final DocumentPresence presence;

    Documents(Database database, KnowledgeConfiguration configuration, DocumentPresence presence) {
        this.database = database;
        this.configuration = configuration;
        this.presence = presence;
    }

    /** What became of a document that was put. */
    public enum Put {
        CREATED,
        REPLACED,
        /** Nothing: the tenant has as many as it may have. */
        TOO_MANY
    }

    /**
     * A document with its text.
     *
     * @param document what it is
     * @param content as it was put
     */
    public record Full(Document document, String content) {}

    /**
     * Puts a document, in the place of one of the same name. It is searched when this returns; by other replicas within
     * {@link KnowledgeConfiguration#documentsSeenWithin()} when it is the tenant's first.
     *
     * @param tenant slug
     * @param version the tenant's current one
     * @param content without NUL characters
     */
    public Put put(String tenant, long version, String name, String mediaType, String content, Instant now) {
        var put = database.callInTransaction(connection -> {
            lock(connection, tenant);
            boolean replaces = end(connection, tenant, version, name);
            if (!replaces && count(connection, tenant) >= configuration.documents()) {
                return Put.TOO_MANY;
            }
            long id = insert(connection, tenant, version, name, mediaType, content, now);
            insertPassages(connection, id, Paragraphs.of(content));
            return replaces ? Put.REPLACED : Put.CREATED;
        });
        if (put != Put.TOO_MANY) {
            presence.taken(tenant);
        }
        return put;
    }

    /**
     * Ends a document; conversations that keep an older version still find it.
     *
     * @param version the tenant's current one
     * @return false when there is none of this name
     */
    public boolean delete(String tenant, long version, String name) {
        return database.callInTransaction(connection -> {
            lock(connection, tenant);
            return end(connection, tenant, version, name);
        });
    }

    /** The documents that hold now, by name. */
    public List<Document> list(String tenant) {
        return database.call(connection -> {
            try (var statement = connection.prepareStatement(LISTED + " order by name")) {
                statement.setString(1, tenant);
                try (var rows = statement.executeQuery()) {
                    var documents = new ArrayList<Document>();
                    while (rows.next()) {
                        documents.add(document(rows));
                    }
                    return documents;
                }
            }
        });
    }

    /** The document of this name that holds now. */
    public Optional<Full> get(String tenant, String name) {
        return database.call(connection -> {
            try (var statement = connection.prepareStatement(LISTED + " and name = ?")) {
                statement.setString(1, tenant);
                statement.setString(2, name);
                try (var row = statement.executeQuery()) {
                    return row.next() ? Optional.of(new Full(document(row), row.getString(7))) : Optional.empty();
                }
            }
        });
    }

    private static void lock(Connection connection, String tenant) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            statement.setString(1, "documents:" + tenant);
            statement.execute();
        }
    }

    /** One that began with this version, or with a later one that another replica knows already, held for no version. */
    private static boolean end(Connection connection, String tenant, long version, String name) throws SQLException {
        int ended = 0;
        for (var sql : List.of(
                "delete from document where from_version >= ? and tenant = ? and name = ? and to_version is null",
                "update document set to_version = ? where tenant = ? and name = ? and to_version is null")) {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setLong(1, version);
                statement.setString(2, tenant);
                statement.setString(3, name);
                ended += statement.executeUpdate();
            }
        }
        return ended > 0;
    }

    private static int count(Connection connection, String tenant) throws SQLException {
        try (var statement =
                connection.prepareStatement("select count(*) from document where tenant = ? and to_version is null")) {
            statement.setString(1, tenant);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static long insert(
            Connection connection,
            String tenant,
            long version,
            String name,
            String mediaType,
            String content,
            Instant now)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into document (tenant, name, media_type, content, from_version, put_at)
                values (?, ?, ?, ?, ?, ?) returning id""")) {
            statement.setString(1, tenant);
            statement.setString(2, name);
            statement.setString(3, mediaType);
            statement.setString(4, content);
            statement.setLong(5, version);
            statement.setObject(6, now.atOffset(ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void insertPassages(Connection connection, long document, List<String> passages)
            throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into document_passage (document_id, number, content, words)
                select ?, number, content, to_tsvector('russian', spoken)
                from unnest(?::text[], ?::text[]) with ordinality as passage (content, spoken, number)""")) {
            statement.setLong(1, document);
            statement.setArray(2, connection.createArrayOf("text", passages.toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            passages.stream()
                                    .map(passage -> Spoken.of(passage).words())
                                    .toArray()));
            statement.executeUpdate();
        }
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(6),
                row.getLong(4),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }
}
