package dev.offhook.dialogue.knowledge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The queries. A question fits by the weight of the words that it shares with what was said, against the weight of all
 * words of both: 1 when they are the same. {@code ts_rank} knows neither how rare a word is nor what was said besides,
 * so that it would answer «сколько стоит яхта» with the price of a room.
 */
final class Search {
    /**
     * What was said, word by word. One that no entry is asked with tells of another matter, and weighs the most. For an
     * answer nothing is looked for by words that say little beside the others: half of a large set is asked with
     * «сколько».
     */
    private static final String SAID = """
            with said as (
                select word.lexeme, coalesce(
                    known.weight, 1 + ln(1 + 2 * coalesce((select entries from knowledge_set where id = ?), 0))) as weight,
                    known.weight as known
                from unnest(to_tsvector('russian', ?)) as word
                left join knowledge_word known on known.set_id = ? and known.word = word.lexeme),
            whole as materialized (
                select string_agg(quote_literal(lexeme), ' | ') filter (
                           where known is null or 3 * known >= (select max(known) from said))::tsquery as query,
                       string_agg(quote_literal(lexeme), ' | ')::tsquery as anything,
                       sum(weight) as weight, count(*) as words
                from said)
            """;

    private static final String HIT =
            "(select sum(said.weight) from said where said.lexeme = any (tsvector_to_array(%s.words)))";

    /**
     * Half of the score is how well the best question fits, half how much of what was said the entry is asked with at all:
     * «проживание с кошкой» shares most words with the price of a room, but no question about the price has a cat in it.
     * Most of the question must have been said («сколько номеров» lacks what makes «сколько стоит номер» one about money),
     * and one word alone is answered only where it is a question by itself.
     */
    private static final String ANSWERS = SAID + """
            , fit as (
                select phrase.entry_id, max(2 * hit.weight / (phrase.weight + whole.weight)) as score
                from whole, knowledge_phrase phrase, lateral (select %s as weight) hit
                where phrase.set_id = ? and not phrase.answer and phrase.negated = ? and phrase.words @@ whole.query
                  and hit.weight >= 0.7 * phrase.weight and (whole.words > 1 or length(phrase.words) = 1)
                group by phrase.entry_id
                order by score desc, entry_id limit 8)
            select entry.id, entry.title, entry.answer, (fit.score + %s / whole.weight) / 2 as score
            from whole, fit join knowledge_entry entry on entry.set_id = ? and entry.id = fit.entry_id
            order by score desc, entry.id limit 2""".formatted(HIT.formatted("phrase"), HIT.formatted("entry"));

    /** A question counts for what was said even when it asks for more; a text only for what it shares with it. */
    private static final String PASSAGES = SAID + """
            , entries as (
                select phrase.entry_id, max(case
                        when phrase.answer then 0.6 * hit.weight / whole.weight
                        else greatest(2 * hit.weight / (phrase.weight + whole.weight), 0.8 * hit.weight / whole.weight)
                    end) as score
                from whole, knowledge_phrase phrase, lateral (select %s as weight) hit
                where phrase.set_id = ? and phrase.words @@ whole.anything
                group by phrase.entry_id
                order by score desc, entry_id limit ?)
            select entry.id, entry.title, entry.answer, entries.score as score, 0 as rank
            from entries join knowledge_entry entry on entry.set_id = ? and entry.id = entries.entry_id
            where entries.score >= ?
            union all
            select * from (
                select document.name || '#' || passage.number, document.name, passage.content,
                       0.6 * %s / whole.weight as score, ts_rank_cd(passage.words, whole.anything) as rank
                from whole, document join document_passage passage on passage.document_id = document.id
                where document.tenant = ? and document.from_version <= ?
                  and (document.to_version is null or ? < document.to_version) and passage.words @@ whole.anything) texts
            where score >= ?
            order by score desc, rank desc, id limit ?""".formatted(HIT.formatted("phrase"), HIT.formatted("passage"));

    private Search() {}

    /** The two entries that fit best, the best first. */
    static List<Passage> answers(Connection connection, long set, Spoken spoken) throws SQLException {
        try (var statement = connection.prepareStatement(ANSWERS)) {
            said(statement, set, spoken.words());
            statement.setLong(4, set);
            statement.setBoolean(5, spoken.negated());
            statement.setLong(6, set);
            return found(statement);
        }
    }

    /** The passages that fit best, the best first. */
    static List<Passage> passages(
            Connection connection, long set, String tenant, long version, String words, double from, int limit)
            throws SQLException {
        try (var statement = connection.prepareStatement(PASSAGES)) {
            said(statement, set, words);
            statement.setLong(4, set);
            statement.setInt(5, limit);
            statement.setLong(6, set);
            statement.setDouble(7, from);
            statement.setString(8, tenant);
            statement.setLong(9, version);
            statement.setLong(10, version);
            statement.setDouble(11, from);
            statement.setInt(12, limit);
            return found(statement);
        }
    }

    private static void said(PreparedStatement statement, long set, String words) throws SQLException {
        statement.setLong(1, set);
        statement.setString(2, words);
        statement.setLong(3, set);
    }

    private static List<Passage> found(PreparedStatement statement) throws SQLException {
        var passages = new ArrayList<Passage>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                passages.add(new Passage(rows.getString(1), rows.getString(2), rows.getString(3), rows.getDouble(4)));
            }
        }
        return passages;
    }
}
