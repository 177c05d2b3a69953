package dev.offhook.notification.status;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.SmsStatusReported;
import dev.offhook.kit.database.Sql;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.database.Patience;
import dev.offhook.notification.gates.Gates;
import dev.offhook.notification.outbox.Outbox;
import dev.offhook.notification.store.Journal;
import dev.offhook.notification.store.Queue;
import dev.offhook.notification.store.StoredMessage;
import org.jboss.logging.Logger;

/** Finds the message that a report is about, and moves it. */
@ApplicationScoped
public class Reported {
    private static final Logger LOG = Logger.getLogger(Reported.class);
    private static final String OPTED_OUT = "21610";

    private final Database database;
    private final Patience patience;
    private final Queue queue;
    private final Journal journal;
    private final Gates gates;
    private final Outbox outbox;

    @Inject
    Reported(Database database, Patience patience, Queue queue, Journal journal, Gates gates, Outbox outbox) {
        this.database = database;
        this.patience = patience;
        this.queue = queue;
        this.journal = journal;
        this.gates = gates;
        this.outbox = outbox;
    }

    /**
     * Applies a report, in whatever order reports come. One that carries the id of our request settles a message whose
     * answer was lost; one about an id that is not known yet is kept until it is. A database that is away is waited for,
     * up to ten minutes.
     *
     * @param tenant whose webhook it came by: it moves messages of that tenant alone
     */
    public void apply(String tenant, SmsStatusReported report) {
        patience.run(() -> database.transaction(sql -> {
            var now = database.now();
            var word = word(report);
            queue.lockProviderId(sql, report.provider(), report.messageId());
            var known = queue.lockedByProviderId(sql, report.provider(), report.messageId());
            var message = known.or(() -> byRequest(sql, report))
                    .filter(found -> found.queued().tenant().equals(tenant));
            if (message.isPresent()) {
                apply(sql, message.get(), report, word, now);
            } else if (known.isEmpty()) {
                journal.keep(sql, report.provider(), report.messageId(), word, report.errorCode(), now);
            }
            return null;
        }));
        outbox.committed();
    }

    private Optional<StoredMessage> byRequest(Sql sql, SmsStatusReported report) {
        return Optional.ofNullable(report.requestId())
                .flatMap(id -> queue.locked(sql, id))
                .filter(message -> message.provider() == report.provider() && message.askedAt() != null)
                .filter(message -> {
                    boolean free = message.providerId() == null;
                    if (!free) {
                        LOG.warnf(
                                "report about a second message of one request: request=%s message=%s",
                                message.requestId(), report.messageId());
                    }
                    return free;
                });
    }

    private void apply(Sql sql, StoredMessage message, SmsStatusReported report, ProviderWord word, Instant now) {
        var taken = message.providerId() == null ? journal.taken(sql, message, report.messageId(), now) : message;
        journal.reported(sql, taken, word, report.errorCode(), now);
        if (OPTED_OUT.equals(report.errorCode())) {
            gates.optedOut(sql, taken.queued(), now);
        }
    }

    private static ProviderWord word(SmsStatusReported report) {
        return switch (report.provider()) {
            case TWILIO, TEST -> ProviderWord.ofTwilio(report.status());
            case VOXIMPLANT -> ProviderWord.ofVoximplant(null, report.status());
        };
    }
}
