package dev.offhook.notification.store;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.Topic;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.notification.follow.Followed;
import dev.offhook.notification.gates.Decision;
import dev.offhook.notification.gates.Gates;
import dev.offhook.notification.message.Lifecycle;
import dev.offhook.notification.outbox.Outbox;
import dev.offhook.notification.status.ProviderWord;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves messages from state to state, each move with its event, in the caller's transaction. What {@link Lifecycle} does
 * not allow changes nothing. The caller holds the message's lock.
 */
@ApplicationScoped
public class Journal {
    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final String SOURCE = "/offhook/notification-service";

    private final Outbox outbox;
    private final Queue queue;
    private final Followed followed;
    private final Gates gates;
    private final MeterRegistry meters;

    @Inject
    Journal(Outbox outbox, Queue queue, Followed followed, Gates gates, MeterRegistry meters) {
        this.outbox = outbox;
        this.queue = queue;
        this.followed = followed;
        this.gates = gates;
        this.meters = meters;
    }

    /**
     * Moves a message.
     *
     * @param errorCode the provider's code, null without an error
     * @param reason why, in words, null when all is well
     * @return false when the message may not become that, and nothing was changed
     */
    public boolean move(
            Sql sql,
            StoredMessage message,
            Status to,
            @Nullable String errorCode,
            @Nullable String reason,
            Instant now) {
        if (!Lifecycle.allows(message.state(), to)) {
            return false;
        }
        var moved = message.in(to, errorCode, reason, now);
        told(sql, Lifecycle.isFinal(to) ? queue.ended(sql, moved) : queue.moved(sql, moved), now);
        return true;
    }

    /**
     * Marks a message before its provider is asked, as what it is asked for. From here on it may exist there.
     *
     * @param leaseUntil until when the answer is waited for
     */
    public StoredMessage asking(
            Sql sql, StoredMessage message, Decision.Go go, Provider provider, Instant now, Instant leaseUntil) {
        boolean moves = Lifecycle.allows(message.state(), Status.SENDING);
        var asking = queue.asking(
                sql, moves ? message.in(Status.SENDING, null, null, now) : message, go, provider, now, leaseUntil);
        if (moves) {
            told(sql, asking, now);
        }
        return asking;
    }

    private void told(Sql sql, StoredMessage moved, Instant now) {
        tell(sql, moved, now);
        var to = moved.state();
        // Each message passes the states before an outcome: told of each, they would be most of the log.
        LOG.logf(
                to == Status.SENDING || to == Status.SCHEDULED ? Logger.Level.DEBUG : Logger.Level.INFO,
                "message: request=%s tenant=%s to=%s state=%s error=%s attempts=%d",
                moved.requestId(),
                moved.queued().tenant(),
                PhoneNumbers.masked(moved.queued().recipient()),
                to.id(),
                moved.errorCode(),
                moved.queued().attempts());
    }

    /** Adds the event of the state that a message is in. */
    void tell(Sql sql, StoredMessage message, Instant now) {
        var queued = message.queued();
        var going = queued.going();
        var event = new SmsStatusChanged(
                message.requestId(),
                message.provider(),
                message.providerId(),
                message.state(),
                message.errorCode(),
                message.reason(),
                queued.conversation(),
                queued.purpose(),
                going == null ? null : going.segments(),
                going == null || !isSent(message.state()) ? null : going.cost(),
                going == null || !isSent(message.state()) ? null : going.currency());
        outbox.add(
                sql,
                Topic.SMS_EVENTS,
                queued.threadKey(),
                new Envelope<>(
                        message.requestId() + ":" + message.state().id(),
                        SOURCE,
                        message.subject(),
                        queued.tenant(),
                        now,
                        message.requestId(),
                        message.traceparent(),
                        event));
        meters.counter("offhook.sms.outcomes", "status", message.state().id()).increment();
    }

    private static boolean isSent(Status state) {
        return switch (state) {
            case SENT, DELIVERED, UNDELIVERED -> true;
            case ACCEPTED, SCHEDULED, SENDING, UNKNOWN, FAILED, EXPIRED, SUPPRESSED -> false;
        };
    }

    /**
     * The provider has a message: notes its id, spends what was reserved, and applies what was reported about that id
     * before anybody knew whose it is. The caller holds the lock of the id ({@link Queue#lockProviderId}).
     *
     * @return the message as it stands now
     */
    public StoredMessage taken(Sql sql, StoredMessage message, String providerId, Instant now) {
        if (message.reserved()) {
            gates.settled(sql, message.queued());
        }
        boolean moves = Lifecycle.allows(message.state(), Status.SENT);
        var taken = queue.taken(
                sql, moves ? message.in(Status.SENT, null, null, now) : message, providerId, followed.first(now));
        if (moves) {
            told(sql, taken, now);
        }
        var reports = reports(sql, message.provider(), providerId);
        if (reports.isEmpty()) {
            return taken;
        }
        for (Report report : reports) {
            reported(sql, locked(sql, message), report.word(), report.errorCode(), now);
        }
        sql.update(
                "delete from status_report where provider = ? and provider_id = ?",
                message.provider().id(),
                providerId);
        return locked(sql, message);
    }

    /** The provider tells how far a message is that it has taken. */
    public void reported(Sql sql, StoredMessage message, ProviderWord word, @Nullable String errorCode, Instant now) {
        boolean well = word == ProviderWord.TAKEN || word == ProviderWord.DELIVERED;
        move(
                sql,
                message,
                word.status(),
                well ? null : errorCode,
                well ? null : "the provider says: " + word.status().id(),
                now);
    }

    /** Keeps a report about an id that no message is known to have. */
    public void keep(
            Sql sql, Provider provider, String providerId, ProviderWord word, @Nullable String errorCode, Instant now) {
        sql.update(
                "insert into status_report (provider, provider_id, status, error_code, reported_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing",
                provider.id(),
                providerId,
                word.name(),
                errorCode,
                now);
    }

    /** Forgets reports about ids that no message turned out to have. */
    public void forgetReports(Sql sql, Instant before) {
        sql.update("delete from status_report where reported_at < ?", before);
    }

    private record Report(ProviderWord word, String errorCode) {}

    private static List<Report> reports(Sql sql, Provider provider, String providerId) {
        return sql.list(
                "select status, error_code from status_report where provider = ? and provider_id = ? order by reported_at",
                row -> new Report(ProviderWord.valueOf(row.text("status")), row.text("error_code")),
                provider.id(),
                providerId);
    }

    private StoredMessage locked(Sql sql, StoredMessage message) {
        return queue.locked(sql, message.requestId()).orElseThrow();
    }
}
