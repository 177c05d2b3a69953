package dev.offhook.dialogue.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.background.Background;
import dev.offhook.dialogue.database.BackgroundDatabase;
import dev.offhook.kit.database.Sql;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/** Ends conversations whose end never came: a lost webhook, a thread that nobody writes to any more. */
@ApplicationScoped
class IdleConversations {
    private static final Logger LOG = Logger.getLogger(IdleConversations.class);
    private static final int BATCH = 100;

    /** The version tells a writer that read the conversation before that it is no longer what it was. */
    private static final String END = """
            update conversation set status = 'ended', outcome = 'timed-out', version = version + 1,
                ended_at = last_activity_at + make_interval(secs => ?)
            where id in (
                select id from conversation
                where status = 'active' and medium = ? and started_at < ? and last_activity_at < ?
                order by started_at limit ? for update skip locked)
            returning id
            """;

    private final BackgroundDatabase database;
    private final Records records;
    private final Duration every;
    private final Duration callIdle;
    private final Duration smsIdle;
    private final Clock clock = Clock.systemUTC();

    IdleConversations(
            BackgroundDatabase database,
            Records records,
            RecordConfiguration configuration,
            DialogueConfiguration dialogue) {
        this.database = database;
        this.records = records;
        this.every = configuration.idleEvery();
        this.callIdle = configuration.callIdle();
        this.smsIdle = dialogue.smsWindow();
    }

    /** Ends every conversation that is idle now. */
    void endThem() {
        int ended = endThem("CALL", callIdle) + endThem("SMS", smsIdle);
        if (ended > 0) {
            LOG.infof("conversations timed out: %d", ended);
        }
    }

    void start(@Observes StartupEvent event, Background background) {
        background.repeat("idle-conversations", every, every, this::endThem);
    }

    private int endThem(String medium, Duration idle) {
        int ended = 0;
        int batch;
        do {
            batch = database.transaction(sql -> endSome(sql, medium, idle));
            ended += batch;
        } while (batch == BATCH);
        return ended;
    }

    private int endSome(Sql sql, String medium, Duration idle) {
        Instant now = clock.instant();
        var ended = sql.list(
                END, row -> row.text("id"), (double) idle.toSeconds(), medium, now.minus(idle), now.minus(idle), BATCH);
        ended.forEach(id -> records.conversationChanged(id, now));
        return ended.size();
    }
}
