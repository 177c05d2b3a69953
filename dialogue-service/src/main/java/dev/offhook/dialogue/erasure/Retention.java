package dev.offhook.dialogue.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToIntFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.dialogue.background.Background;
import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.limits.Budgets;
import dev.offhook.dialogue.limits.CallLimits;
import dev.offhook.dialogue.limits.MessageLimits;
import dev.offhook.kit.database.Sql;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Deletes what is older than it may be, in small transactions; several replicas may do so at once. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);

    /** A recording that a provider still has to delete keeps its conversation: nobody else knows where it is. */
    private static final String OLD_CONVERSATIONS = """
            select id from conversation c where status = 'ended' and ended_at < ?
                and not exists (select 1 from recording_deletion d where d.conversation_id = c.id and d.state = 'pending')
            order by ended_at limit ? for update skip locked
            """;

    private static final String OLD_EVENTS = """
            with old as (
                select ce_id from inbox where created_at < ? order by created_at limit ? for update skip locked),
            chunks as (delete from reply_chunk using old where event_id = old.ce_id)
            delete from inbox using old where inbox.ce_id = old.ce_id
            """;

    private final BackgroundDatabase database;
    private final RetentionConfiguration configuration;
    private final Budgets budgets;
    private final CallLimits calls;
    private final MessageLimits messages;
    private final Clock clock = Clock.systemUTC();

    Retention(
            BackgroundDatabase database,
            RetentionConfiguration configuration,
            Budgets budgets,
            CallLimits calls,
            MessageLimits messages) {
        this.budgets = budgets;
        this.calls = calls;
        this.messages = messages;
        this.database = database;
        this.configuration = configuration;
    }

    /** Deletes everything that is too old now. */
    void deleteOld() {
        int conversations = inBatches(this::deleteConversations);
        int events = inBatches(
                sql -> sql.update(OLD_EVENTS, clock.instant().minus(configuration.events()), configuration.batch()));
        // What nobody can ask for again, and no limit looks at any more.
        Instant settled = clock.instant().minus(configuration.events());
        budgets.forget(settled);
        calls.forget(settled);
        messages.forget(settled);
        if (conversations + events > 0) {
            LOG.infof("too old: conversations=%d events=%d", conversations, events);
        }
    }

    void start(@Observes StartupEvent event, Background background) {
        background.repeat("retention", configuration.every(), configuration.every(), this::deleteOld);
    }

    private int deleteConversations(Sql sql) {
        Instant before = clock.instant().minus(Duration.ofDays(configuration.days()));
        var ids = sql.list(OLD_CONVERSATIONS, row -> row.text("id"), before, configuration.batch());
        if (!ids.isEmpty()) {
            sql.update(
                    "delete from reply_chunk using turn where turn.event_id = reply_chunk.event_id"
                            + " and conversation_id = any (?)",
                    ids);
            sql.update("delete from turn where conversation_id = any (?)", ids);
            sql.update("delete from recording where conversation_id = any (?)", ids);
            sql.update("delete from conversation where id = any (?)", ids);
        }
        return ids.size();
    }

    private int inBatches(ToIntFunction<Sql> deletion) {
        int deleted = 0;
        int batch;
        do {
            batch = database.transaction(deletion::applyAsInt);
            deleted += batch;
        } while (batch == configuration.batch());
        return deleted;
    }
}
