package dev.offhook.dialogue.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.dialogue.background.Background;
import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.dialogue.limits.Budgets;
import dev.offhook.dialogue.limits.CallLimits;
import dev.offhook.dialogue.limits.MessageLimits;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.tenants.Tenants;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Deletes what is older than it may be, in small transactions; several replicas may do so at once. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);

    /**
     * Of tenants that say how long they keep theirs, and of all others. A recording that a provider still has to delete
     * keeps its conversation: nobody else knows where it is.
     */
    private static final String OLD_CONVERSATIONS = """
            select c.id from conversation c
                left join unnest(?, ?) as own (tenant, before) on own.tenant = c.tenant
            where c.status = 'ended' and c.ended_at < ? and c.ended_at < coalesce(own.before::timestamptz, ?)
                and not exists (select 1 from recording_deletion d where d.conversation_id = c.id and d.state = 'pending')
            order by c.ended_at limit ? for update of c skip locked
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
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    Retention(
            BackgroundDatabase database,
            RetentionConfiguration configuration,
            Budgets budgets,
            CallLimits calls,
            MessageLimits messages,
            Tenants tenants) {
        this.tenants = tenants;
        this.budgets = budgets;
        this.calls = calls;
        this.messages = messages;
        this.database = database;
        this.configuration = configuration;
    }

    /** Deletes everything that is too old now. */
    void deleteOld() {
        int conversations = tenants.loaded() ? inBatches(deletion()) : 0;
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

    // With the tenants as they are now: who does not know them all would delete what a tenant keeps longer.
    private ToIntFunction<Sql> deletion() {
        Instant now = clock.instant();
        Instant others = now.minus(Duration.ofDays(configuration.days()));
        var own = new TreeMap<String, Instant>();
        tenants.all().stream()
                .filter(tenant -> tenant.retentionDays() != null)
                .forEach(tenant -> own.put(tenant.slug(), now.minus(Duration.ofDays(tenant.retentionDays()))));
        Instant latest = Stream.concat(own.values().stream(), Stream.of(others))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return sql -> delete(
                sql,
                sql.list(
                        OLD_CONVERSATIONS,
                        row -> row.text("id"),
                        own.keySet(),
                        own.values(),
                        latest,
                        others,
                        configuration.batch()));
    }

    private static int delete(Sql sql, List<String> ids) {
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
