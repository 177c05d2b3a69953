package dev.offhook.dialogue.record;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.EventJson;
import dev.offhook.kit.database.Row;
import dev.offhook.kit.database.Sql;

/** The tasks and revisions in the database; every method is one transaction of its own. */
@ApplicationScoped
class RecordTasks {
    private static final String TYPE = EventJson.typeOf(ConversationRecord.class);
    private static final int LONGEST_DOUBLING = 20;

    private final BackgroundDatabase database;
    private final RecordConfiguration configuration;
    private final Clock clock;

    @Inject
    RecordTasks(BackgroundDatabase database, RecordConfiguration configuration) {
        this(database, configuration, Clock.systemUTC());
    }

    RecordTasks(BackgroundDatabase database, RecordConfiguration configuration, Clock clock) {
        this.database = database;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Claims tasks that are due, at most {@code room}; nobody else sees them until the lease is over. */
    List<RecordTask> claim(int room) {
        String claim = UUID.randomUUID().toString();
        return database.transaction(sql -> sql.list(
                """
                update record_task set claimed_by = ?, due_at = ?, attempts = attempts + 1
                where conversation_id in (
                    select conversation_id from record_task
                    where due_at <= ? order by due_at limit ? for update skip locked)
                returning conversation_id, changes, recorded, attempts, claimed_by
                """,
                row -> new RecordTask(
                        row.text("conversation_id"),
                        row.number("changes"),
                        row.number("recorded"),
                        row.number("attempts"),
                        row.text("claimed_by")),
                claim,
                leaseFromNow(),
                clock.instant(),
                room));
    }

    /** The latest stored document that still has one. */
    Optional<ConversationRecord> latest(String conversationId) {
        return database.transaction(sql -> sql.first("""
                select document from record_revision
                where conversation_id = ? and document is not null order by revision desc limit 1
                """, row -> document(row.text("document")), conversationId));
    }

    /**
     * Stores a document as the next revision, unless the conversation has changed since the task was claimed.
     *
     * @param document its own revision does not count
     * @return true when it was stored
     * @throws ClaimLostException when the task is somebody else's
     */
    boolean store(RecordTask task, ConversationRecord document) {
        return database.transaction(sql -> {
            int changes = sql.first(
                            "select changes from record_task where conversation_id = ? and claimed_by = ? for update",
                            row -> row.number("changes"),
                            task.conversationId(),
                            task.claim())
                    .orElseThrow(() -> new ClaimLostException(task));
            if (changes != task.changes()) {
                return false;
            }
            int revision = sql.first(
                            "select coalesce(max(revision), 0) + 1 as next from record_revision where conversation_id = ?",
                            row -> row.number("next"),
                            task.conversationId())
                    .orElse(1);
            insert(sql, task.conversationId(), RecordDocument.at(revision, document));
            sql.update(
                    "update record_task set recorded = ?, due_at = ? where conversation_id = ?",
                    changes,
                    leaseFromNow(),
                    task.conversationId());
            return true;
        });
    }

    /** The revisions of a conversation that are stored and not known to be published, in order. */
    List<Revision> unpublished(String conversationId) {
        return database.transaction(sql -> sql.list("""
                select r.conversation_id, c.tenant, r.document, r.created_at, r.kafka_partition, r.look_from
                from record_revision r join conversation c on c.id = r.conversation_id
                where r.conversation_id = ? and r.published_at is null and r.document is not null
                order by r.revision
                """, RecordTasks::revision, conversationId));
    }

    /**
     * Notes that publishing begins, or goes on.
     *
     * @param from where the topic ended before anybody tried
     * @return false when the revision was erased meanwhile and must not be published any more
     * @throws ClaimLostException when the task is somebody else's
     */
    boolean publishing(RecordTask task, Revision revision, TopicPlace from) {
        return database.transaction(sql -> {
            renew(sql, task);
            int there = sql.update(
                    """
                    update record_revision set kafka_partition = ?, look_from = ?
                    where conversation_id = ? and revision = ? and document is not null
                    """,
                    from.partition(),
                    from.offset(),
                    revision.conversationId(),
                    revision.document().revision());
            return there == 1;
        });
    }

    /** Notes that Kafka has a revision. True whoever notes it, and whenever. */
    void published(Revision revision) {
        database.transaction(sql -> sql.update(
                "update record_revision set published_at = ? where conversation_id = ? and revision = ?",
                clock.instant(),
                revision.conversationId(),
                revision.document().revision()));
    }

    /** Gives a task back that is done; when something has come in between, it is due at once. */
    void done(RecordTask task) {
        database.transaction(
                sql -> sql.update("""
                update record_task set claimed_by = null, attempts = 0,
                    due_at = case when changes > ? then ?::timestamptz end
                where conversation_id = ? and claimed_by = ?
                """, task.changes(), clock.instant(), task.conversationId(), task.claim()));
    }

    /** Gives a task back that failed; the pause doubles with every attempt. */
    void failed(RecordTask task) {
        Duration pause = configuration.pause().multipliedBy(1L << Math.min(task.attempts() - 1, LONGEST_DOUBLING));
        Duration longest = configuration.longestPause();
        database.transaction(sql -> sql.update(
                "update record_task set claimed_by = null, due_at = ? where conversation_id = ? and claimed_by = ?",
                clock.instant().plus(pause.compareTo(longest) < 0 ? pause : longest),
                task.conversationId(),
                task.claim()));
    }

    private void renew(Sql sql, RecordTask task) {
        int renewed = sql.update(
                "update record_task set due_at = ? where conversation_id = ? and claimed_by = ?",
                leaseFromNow(),
                task.conversationId(),
                task.claim());
        if (renewed == 0) {
            throw new ClaimLostException(task);
        }
    }

    private void insert(Sql sql, String conversationId, ConversationRecord document) {
        Costs costs = document.costs();
        BigDecimal cost = costs == null ? null : costs.llm().add(costs.minutes());
        sql.update(
                """
                insert into record_revision (conversation_id, revision, document, cost, currency, created_at)
                values (?, ?, ?, ?::numeric, ?, ?)
                """,
                conversationId,
                document.revision(),
                new String(EventJson.write(document), StandardCharsets.UTF_8),
                cost,
                costs == null ? null : costs.currency(),
                clock.instant());
    }

    private Instant leaseFromNow() {
        return clock.instant().plus(configuration.lease());
    }

    private static Revision revision(Row row) {
        Integer partition = row.number("kafka_partition");
        return new Revision(
                row.text("conversation_id"),
                row.text("tenant"),
                document(row.text("document")),
                row.instant("created_at"),
                partition == null ? null : new TopicPlace(partition, row.longNumber("look_from")));
    }

    private static ConversationRecord document(String json) {
        return (ConversationRecord) EventJson.read(TYPE, json.getBytes(StandardCharsets.UTF_8));
    }
}
