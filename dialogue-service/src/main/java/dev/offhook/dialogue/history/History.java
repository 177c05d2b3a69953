package dev.offhook.dialogue.history;

import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.history.ConversationPage.Summary;
import dev.offhook.dialogue.record.ConversationReader;
import dev.offhook.dialogue.record.LatestRecords;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import dev.offhook.kit.database.DatabaseException;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.problem.ProblemException;

/** Looks conversations up. */
@ApplicationScoped
class History {
    private static final String COLUMNS = """
            select c.*, c.erased_at is not null as erased,
                (select count(*)::int from turn t where t.conversation_id = c.id) as turns,
                (select t.caller_text from turn t where t.conversation_id = c.id and t.caller_text is not null
                    order by t.number desc limit 1) as last_words
            from conversation c
            """;

    private final BackgroundDatabase database;
    private final ConversationReader conversations;
    private final LatestRecords records;
    private final HistoryConfiguration configuration;

    History(
            BackgroundDatabase database,
            ConversationReader conversations,
            LatestRecords records,
            HistoryConfiguration configuration) {
        this.database = database;
        this.conversations = conversations;
        this.records = records;
        this.configuration = configuration;
    }

    /** One page, with one query. */
    ConversationPage page(ConversationFilter filter) {
        var query = filter.query();
        var found = ask(sql -> sql.list(
                COLUMNS + query.sql(), History::summary, query.parameters().toArray()));
        var last = found.size() < filter.limit() ? null : found.getLast();
        return new ConversationPage(found, last == null ? null : new Cursor(last.startedAt(), last.id()).encoded());
    }

    /** One conversation of a tenant. */
    Optional<ConversationView> conversation(String tenant, String id) {
        return conversations
                .read(id)
                .filter(conversation -> conversation.tenant().equals(tenant))
                .map(conversation ->
                        ConversationView.of(conversation, records.of(id).orElse(null)));
    }

    /**
     * Runs a query that may take only so long.
     *
     * @throws ProblemException 503 when it took longer
     */
    <T> T ask(Function<Sql, T> question) {
        try {
            return database.transaction(sql -> {
                sql.giveUpAfter(configuration.queryTimeout());
                return question.apply(sql);
            });
        } catch (DatabaseException e) {
            if (e.tookTooLong()) {
                throw ProblemException.unavailable("the question took longer than "
                        + configuration.queryTimeout().toSeconds() + " s; ask about a shorter time");
            }
            throw e;
        }
    }

    private static Summary summary(Row row) {
        boolean over = "ended".equals(row.text("status"));
        String outcome = row.text("outcome");
        return new Summary(
                row.text("id"),
                Medium.valueOf(row.text("medium")),
                Provider.valueOf(row.text("provider")),
                row.text("from_number"),
                row.text("to_number"),
                !over,
                over && outcome == null ? "completed" : outcome,
                row.instant("started_at"),
                row.instant("last_activity_at"),
                row.instant("ended_at"),
                row.number("duration_seconds"),
                row.number("turns"),
                row.text("last_words"),
                row.truth("erased"));
    }
}
