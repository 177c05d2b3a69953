package dev.offhook.notification.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.gates.Gates;
import dev.offhook.notification.outbox.Outbox;
import dev.offhook.notification.providers.FoundMessage;
import dev.offhook.notification.providers.LookupFailedException;
import dev.offhook.notification.providers.LostMessage;
import dev.offhook.notification.providers.NoAccountException;
import dev.offhook.notification.providers.Providers;
import dev.offhook.notification.providers.SmsProvider;
import dev.offhook.notification.rounds.Rounds;
import dev.offhook.notification.sending.SendingConfiguration;
import dev.offhook.notification.store.Journal;
import dev.offhook.notification.store.Queue;
import dev.offhook.notification.store.StoredMessage;
import dev.offhook.notification.store.StoredMessage.Task;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Settles messages whose answer was lost, as far as no report has settled them before. A message of the provider's with
 * the same sender, recipient and words, created since ours was asked for, is ours unless it is known to be another's:
 * of several equal ones that are lost, each gets one. What is not found is looked for once more, later; what is not
 * found then was not taken, and may be sent again.
 */
@ApplicationScoped
public class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final int AT_A_TIME = 16;
    private static final int REPORTS_KEPT_DAYS = 1;
    private static final Duration FORGET_FIRST = Duration.ofMinutes(1);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    /** This replica, of this start. */
    private final String owner = UUID.randomUUID().toString();

    private final Database database;
    private final Queue queue;
    private final Journal journal;
    private final Outbox outbox;
    private final Gates gates;
    private final Providers providers;
    private final Tenants tenants;
    private final SendingConfiguration configuration;
    private final Rounds rounds = new Rounds("sms-reconciler");

    @Inject
    Reconciler(
            Database database,
            Queue queue,
            Journal journal,
            Outbox outbox,
            Gates gates,
            Providers providers,
            Tenants tenants,
            SendingConfiguration configuration) {
        this.database = database;
        this.queue = queue;
        this.journal = journal;
        this.outbox = outbox;
        this.gates = gates;
        this.providers = providers;
        this.tenants = tenants;
        this.configuration = configuration;
    }

    void start(@Observes StartupEvent event) {
        rounds.every(
                configuration.reconcile().every(),
                "lost answers cannot be looked for now",
                AT_A_TIME,
                this::claim,
                this::reconcileOne);
        rounds.every(FORGET_FIRST, FORGET_EVERY, "old reports cannot be forgotten now", this::forget);
    }

    private List<StoredMessage> claim() {
        if (!tenants.loaded()) {
            return List.of();
        }
        var now = database.now();
        return database.transaction(
                sql -> queue.claimToReconcile(sql, now, AT_A_TIME, owner, now.plus(configuration.lease())));
    }

    private void reconcileOne(StoredMessage message) {
        try {
            var provider = providers.of(message.queued().going().channel()).orElseThrow();
            settle(message, provider, found(message, provider));
        } catch (LookupFailedException | NoAccountException e) {
            LOG.warnf(
                    "lost answer cannot be looked for now: request=%s reason=%s", message.requestId(), e.getMessage());
            unanswered(message, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "looking for a lost answer failed: request=%s", message.requestId());
        }
    }

    private List<FoundMessage> found(StoredMessage message, SmsProvider provider) {
        var going = message.queued().going();
        var tenant = tenants.bySlug(message.queued().tenant())
                .orElseThrow(() -> new LookupFailedException("the tenant is not known any more"));
        var since =
                message.askedAt().minus(configuration.reconcile().clockSkew()).truncatedTo(ChronoUnit.SECONDS);
        return provider.find(
                providers.account(tenant, provider),
                new LostMessage(going.sender(), message.queued().recipient(), going.body(), going.segments(), since));
    }

    private void settle(StoredMessage claimed, SmsProvider provider, List<FoundMessage> found) {
        database.transaction(sql -> {
            var going = claimed.queued().going();
            queue.lockPair(
                    sql, going.channel(), going.sender(), claimed.queued().recipient());
            var known = queue.known(
                    sql,
                    provider.provider(),
                    found.stream().map(FoundMessage::id).toList());
            var candidate =
                    found.stream().filter(one -> !known.contains(one.id())).findFirst();
            candidate.ifPresent(one -> queue.lockProviderId(sql, provider.provider(), one.id()));
            mine(sql, claimed).ifPresent(message -> settle(sql, message, provider, candidate));
            return null;
        });
        outbox.committed();
    }

    private void settle(Sql sql, StoredMessage message, SmsProvider provider, Optional<FoundMessage> candidate) {
        var now = database.now();
        var reconcile = configuration.reconcile();
        if (candidate.isPresent()) {
            boolean taken = queue.lockedByProviderId(
                            sql, provider.provider(), candidate.get().id())
                    .isPresent();
            if (taken || queue.equalIsBeingAsked(sql, message)) {
                // It may be the other one's: that will be known in a moment.
                queue.reconcileAt(sql, message.requestId(), now.plus(reconcile.every()), message.lookups());
                return;
            }
            var sent = journal.taken(sql, message, candidate.get().id(), now);
            journal.reported(sql, sent, candidate.get().word(), candidate.get().errorCode(), now);
        } else if (message.lookups() == 0) {
            queue.reconcileAt(sql, message.requestId(), now.plus(reconcile.again()), 1);
        } else {
            if (message.reserved()) {
                gates.released(sql, message.queued());
            }
            sendAgain(sql, message, now);
        }
    }

    /** Counts as one of the retries: a provider that never answers must not be asked for ever. */
    private void sendAgain(Sql sql, StoredMessage message, Instant now) {
        if (message.retries() >= configuration.retry().pauses().size()) {
            String reason = "the provider's answers were lost, and it has not taken the message, tried "
                    + message.queued().attempts() + " times";
            journal.move(sql, message, Status.FAILED, null, reason, now);
            return;
        }
        LOG.infof("lost answer: request=%s was not taken, is sent again", message.requestId());
        queue.sendAt(sql, message.requestId(), now, message.retries() + 1, Set.of());
    }

    private void unanswered(StoredMessage claimed, String reason) {
        database.transaction(sql -> {
            mine(sql, claimed).ifPresent(message -> {
                var now = database.now();
                var reconcile = configuration.reconcile();
                if (message.askedAt().plus(reconcile.giveUp()).isAfter(now)) {
                    queue.reconcileAt(sql, message.requestId(), now.plus(reconcile.failed()), message.lookups());
                } else {
                    if (message.reserved()) {
                        // It may have been sent, and paid for.
                        gates.settled(sql, message.queued());
                    }
                    String told = "the provider's answer was lost, and it cannot be looked up: " + reason;
                    journal.move(sql, message, Status.FAILED, null, told, now);
                }
            });
            return null;
        });
        outbox.committed();
    }

    private Optional<StoredMessage> mine(Sql sql, StoredMessage claimed) {
        return queue.locked(sql, claimed.requestId())
                .filter(message -> owner.equals(message.leasedBy())
                        && message.task() == Task.RECONCILE
                        && message.providerId() == null);
    }

    private void forget() {
        database.transaction(sql -> {
            journal.forgetReports(sql, database.now().minus(REPORTS_KEPT_DAYS, ChronoUnit.DAYS));
            return null;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }
}
