package dev.offhook.dialogue.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.offhook.events.TenantConfiguration.Knowledge;

/**
 * Writes the questions and answers of a tenant. A set is written once: its words' weights are known with it.
 *
 * <p>PostgreSQL's configuration {@code russian} stems Cyrillic words as Russian and Latin ones as English, so that a
 * sentence of both needs no guess.
 */
final class EntryIndex {
    private EntryIndex() {}

    /**
     * Writes the set of this version unless it is there; to be called in a transaction.
     *
     * @param entries at least one
     * @return the id of the set
     */
    static long write(Connection connection, String tenant, long version, List<Knowledge> entries) throws SQLException {
        byte[] digest = digest(entries);
        long set;
        try (var statement = connection.prepareStatement("""
                insert into knowledge_set (tenant, digest, entries) values (?, ?, ?)
                on conflict do nothing returning id""")) {
            statement.setString(1, tenant);
            statement.setBytes(2, digest);
            statement.setInt(3, entries.size());
            try (var created = statement.executeQuery()) {
                if (created.next()) {
                    set = created.getLong(1);
                    write(connection, set, entries);
                } else {
                    set = known(connection, tenant, digest);
                }
            }
        }
        try (var statement = connection.prepareStatement("""
                insert into knowledge_version (tenant, version, set_id) values (?, ?, ?)
                on conflict (tenant, version) do update set set_id = excluded.set_id
                    where knowledge_version.set_id <> excluded.set_id""")) {
            statement.setString(1, tenant);
            statement.setLong(2, version);
            statement.setLong(3, set);
            statement.executeUpdate();
        }
        return set;
    }

    /** The set of a version; empty when none was written. */
    static Optional<Long> set(Connection connection, String tenant, long version) throws SQLException {
        try (var statement =
                connection.prepareStatement("select set_id from knowledge_version where tenant = ? and version = ?")) {
            statement.setString(1, tenant);
            statement.setLong(2, version);
            try (var found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getLong(1)) : Optional.empty();
            }
        }
    }

    private static long known(Connection connection, String tenant, byte[] digest) throws SQLException {
        try (var statement =
                connection.prepareStatement("select id from knowledge_set where tenant = ? and digest = ?")) {
            statement.setString(1, tenant);
            statement.setBytes(2, digest);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private static void write(Connection connection, long set, List<Knowledge> entries) throws SQLException {
        writeEntries(connection, set, entries);
        writePhrases(connection, set, entries);
        try (var weights = connection.prepareStatement("""
                insert into knowledge_word (set_id, word, weight)
                select ?, word.lexeme, ln(1 + ?::float8 / count(distinct entry_id))
                from knowledge_phrase, unnest(words) as word
                where set_id = ? and not answer group by word.lexeme""")) {
            weights.setLong(1, set);
            weights.setInt(2, entries.size());
            weights.setLong(3, set);
            weights.executeUpdate();
        }
        // One look-up by key for each phrase: a join of tables that nobody has analyzed yet takes minutes.
        try (var sums = connection.prepareStatement("""
                update knowledge_phrase set weight = (
                    select sum(known.weight) from knowledge_word known
                    where known.set_id = ? and known.word = any (tsvector_to_array(words)))
                where set_id = ? and not answer""")) {
            sums.setLong(1, set);
            sums.setLong(2, set);
            sums.executeUpdate();
        }
    }

    private static void writeEntries(Connection connection, long set, List<Knowledge> entries) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into knowledge_entry (set_id, id, title, answer, words)
                select ?, id, title, answer, to_tsvector('russian', asked)
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as entry (id, title, answer, asked)
                on conflict do nothing""")) {
            statement.setLong(1, set);
            statement.setArray(
                    2, texts(connection, entries.stream().map(Knowledge::id).toList()));
            statement.setArray(
                    3,
                    texts(
                            connection,
                            entries.stream()
                                    .map(entry -> entry.questions().isEmpty()
                                            ? entry.id()
                                            : entry.questions().getFirst())
                                    .toList()));
            statement.setArray(
                    4, texts(connection, entries.stream().map(Knowledge::answer).toList()));
            statement.setArray(
                    5,
                    texts(
                            connection,
                            entries.stream()
                                    .map(entry -> entry.questions().stream()
                                            .map(question -> Spoken.of(question).words())
                                            .collect(Collectors.joining(" ")))
                                    .toList()));
            statement.executeUpdate();
        }
    }

    private static void writePhrases(Connection connection, long set, List<Knowledge> entries) throws SQLException {
        var ids = new ArrayList<String>();
        var words = new ArrayList<String>();
        var answers = new ArrayList<Boolean>();
        var negations = new ArrayList<Boolean>();
        for (Knowledge entry : entries) {
            for (String question : entry.questions()) {
                var spoken = Spoken.of(question);
                ids.add(entry.id());
                words.add(spoken.words());
                answers.add(false);
                negations.add(spoken.negated());
            }
            ids.add(entry.id());
            words.add(Spoken.of(entry.answer()).words());
            answers.add(true);
            negations.add(false);
        }
        try (var statement = connection.prepareStatement("""
                insert into knowledge_phrase (set_id, entry_id, words, answer, negated)
                select ?, entry_id, words, answer, negated
                from (select entry_id, to_tsvector('russian', spoken) as words, answer, negated
                      from unnest(?::text[], ?::text[], ?::boolean[], ?::boolean[])
                          as phrase (entry_id, spoken, answer, negated)) phrases
                where words <> ''::tsvector""")) {
            statement.setLong(1, set);
            statement.setArray(2, texts(connection, ids));
            statement.setArray(3, texts(connection, words));
            statement.setArray(4, connection.createArrayOf("boolean", answers.toArray()));
            statement.setArray(5, connection.createArrayOf("boolean", negations.toArray()));
            statement.executeUpdate();
        }
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        // PostgreSQL's text holds every character but NUL.
        return connection.createArrayOf(
                "text", texts.stream().map(text -> text.replace("\0", "")).toArray());
    }

    /** What tells one set from another. */
    static byte[] digest(List<Knowledge> entries) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Knowledge entry : entries) {
                update(digest, entry.id());
                entry.questions().forEach(question -> update(digest, question));
                update(digest, "");
                update(digest, entry.answer());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
