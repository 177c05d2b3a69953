package dev.offhook.notification.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.database.Sql;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.database.Patience;
import dev.offhook.notification.gates.Decision;
import dev.offhook.notification.gates.Gates;
import dev.offhook.notification.outbox.Outbox;
import dev.offhook.notification.providers.NoAccountException;
import dev.offhook.notification.providers.OutboundMessage;
import dev.offhook.notification.providers.Outcome;
import dev.offhook.notification.providers.Providers;
import dev.offhook.notification.routing.NoRouteException;
import dev.offhook.notification.routing.Routing;
import dev.offhook.notification.store.Journal;
import dev.offhook.notification.store.Queue;
import dev.offhook.notification.store.StoredMessage;
import dev.offhook.notification.store.StoredMessage.Task;

/**
 * One message at a time: before its provider is asked, and after. Each method is one transaction, committed when it
 * returns; none is open while the provider is asked.
 */
@ApplicationScoped
public class Sending {
    private final Database database;
    private final Patience patience;
    private final Queue queue;
    private final Journal journal;
    private final Outbox outbox;
    private final Gates gates;
    private final Providers providers;
    private final Accounts accounts;
    private final Tenants tenants;
    private final SendingConfiguration configuration;
    private final RetrySchedule schedule;

    @Inject
    Sending(
            Database database,
            Patience patience,
            Queue queue,
            Journal journal,
            Outbox outbox,
            Gates gates,
            Providers providers,
            Accounts accounts,
            Tenants tenants,
            SendingConfiguration configuration) {
        this.database = database;
        this.patience = patience;
        this.queue = queue;
        this.journal = journal;
        this.outbox = outbox;
        this.gates = gates;
        this.providers = providers;
        this.accounts = accounts;
        this.tenants = tenants;
        this.configuration = configuration;
        this.schedule = new RetrySchedule(
                configuration.retry().pauses(), configuration.retry().jitter());
    }

    /**
     * Decides about a message that {@code owner} has claimed, and marks it when its provider is to be asked. From here on
     * the message may exist at the provider.
     *
     * @return empty when it is not to be sent now
     */
    Optional<Attempt> begin(String requestId, String owner) {
        Optional<Attempt> attempt = database.transaction(sql -> queue.locked(sql, requestId)
                .filter(message -> owner.equals(message.leasedBy()) && message.task() == Task.SEND)
                .flatMap(message -> decided(sql, message)));
        outbox.committed();
        return attempt;
    }

    private Optional<Attempt> decided(Sql sql, StoredMessage message) {
        var now = database.now();
        if (!message.queued().expiresAt().isAfter(now)) {
            String last = message.reason() == null ? "" : ": " + message.reason();
            journal.move(
                    sql,
                    message,
                    Status.EXPIRED,
                    message.errorCode(),
                    "its time was over before it was sent" + last,
                    now);
            return Optional.empty();
        }
        var tenant = tenants.bySlug(message.queued().tenant());
        if (tenant.isEmpty()) {
            fail(sql, message, null, "tenant: '" + message.queued().tenant() + "' is not known", now);
            return Optional.empty();
        }
        return switch (gates.decide(sql, message.queued(), tenant.get(), now)) {
            case Decision.Go go -> marked(sql, message, tenant.get(), go, now);
            case Decision.Later later -> {
                wait(sql, message, later.at(), later.reason(), now);
                yield Optional.empty();
            }
            case Decision.Stop stop -> {
                journal.move(sql, message, stop.status(), null, stop.reason(), now);
                yield Optional.empty();
            }
        };
    }

    private Optional<Attempt> marked(
            Sql sql, StoredMessage message, TenantConfiguration tenant, Decision.Go go, Instant now) {
        var going = message.queued().going(go);
        try {
            var provider = providers
                    .of(go.channel())
                    .orElseThrow(() -> new IllegalStateException("no provider carries " + go.channel()));
            var account = providers.account(tenant, provider);
            var resting = accounts.restingUntil(account, now);
            if (resting.isPresent()) {
                gates.released(sql, going);
                String reason = provider.provider().id() + " is left alone for a while";
                if (!triedNext(sql, message, go.channel(), now)) {
                    wait(sql, message, resting.get(), reason, now);
                }
                return Optional.empty();
            }
            var marked = journal.asking(sql, message, go, provider.provider(), now, now.plus(configuration.lease()));
            var outbound = new OutboundMessage(
                    message.requestId(),
                    tenant.slug(),
                    go.sender(),
                    going.recipient(),
                    go.body(),
                    Duration.between(now, going.expiresAt()));
            return Optional.of(new Attempt(marked, provider, account, outbound, now));
        } catch (NoAccountException e) {
            gates.released(sql, going);
            fail(sql, message, null, e.getMessage(), now);
            return Optional.empty();
        }
    }

    /**
     * Stores what became of an attempt; a database that is away is waited for, up to ten minutes: what the provider said
     * must not be lost.
     */
    void end(Attempt attempt, Outcome outcome) {
        patience.run(() -> database.transaction(sql -> {
            if (outcome instanceof Outcome.Taken(String providerId)) {
                queue.lockProviderId(sql, attempt.provider().provider(), providerId);
            }
            queue.locked(sql, attempt.requestId()).ifPresent(message -> ended(sql, message, attempt, outcome));
            return null;
        }));
        outbox.committed();
    }

    private void ended(Sql sql, StoredMessage message, Attempt attempt, Outcome outcome) {
        var now = database.now();
        if (message.providerId() != null) {
            // Somebody was faster: a report that carried our id, or the search for a lost answer.
            queue.done(sql, message.requestId());
            return;
        }
        if (!attempt.since().equals(message.askedAt())) {
            // Given up for dead, looked for in vain, and asked again by another replica: its answer is the one to wait
            // for, unless this one tells of a message.
            if (outcome instanceof Outcome.Taken(String providerId)) {
                journal.taken(sql, message, providerId, now);
            }
            return;
        }
        switch (outcome) {
            case Outcome.Taken taken -> journal.taken(sql, message, taken.providerId(), now);
            case Outcome.Refused refused -> {
                release(sql, message);
                if (refused.optedOut()) {
                    gates.optedOut(sql, message.queued(), now);
                }
                fail(sql, message, refused.code(), refused.reason(), now);
            }
            case Outcome.NotTaken notTaken -> notTaken(sql, message, notTaken, now);
            case Outcome.NotAsked notAsked -> {
                release(sql, message);
                if (!triedNext(sql, message, message.queued().going().channel(), now)) {
                    queue.sendAt(sql, message.requestId(), now.plus(notAsked.again()), message.retries(), Set.of());
                }
            }
            case Outcome.Lost lost -> {
                queue.reconcileAt(
                        sql,
                        message.requestId(),
                        attempt.since().plus(configuration.reconcile().after()),
                        0);
                journal.move(sql, message, Status.UNKNOWN, null, lost.reason(), now);
            }
        }
    }

    private void notTaken(Sql sql, StoredMessage message, Outcome.NotTaken notTaken, Instant now) {
        release(sql, message);
        if (triedNext(sql, message, message.queued().going().channel(), now)) {
            return;
        }
        String reason = notTaken.reason() + ", tried " + message.queued().attempts() + " times";
        var pause =
                schedule.after(message.retries(), ThreadLocalRandom.current().nextDouble());
        if (pause.isEmpty()) {
            fail(sql, message, notTaken.code(), reason, now);
            return;
        }
        var wait = notTaken.retryAfter() == null || notTaken.retryAfter().compareTo(pause.get()) < 0
                ? pause.get()
                : notTaken.retryAfter();
        queue.sendAt(sql, message.requestId(), due(message, now.plus(wait)), message.retries() + 1, Set.of());
        queue.note(sql, message.requestId(), notTaken.code(), reason, now);
    }

    /** Sends a message by the next of its channels at once, when there is one that has not been tried since it waited. */
    private boolean triedNext(Sql sql, StoredMessage message, Channel.Kind tried, Instant now) {
        var notTakenBy = new HashSet<>(message.queued().notTakenBy());
        notTakenBy.add(tried);
        boolean another = tenants.bySlug(message.queued().tenant()).stream()
                .flatMap(tenant -> channels(tenant, message).stream())
                .anyMatch(channel -> !notTakenBy.contains(channel));
        if (another) {
            queue.sendAt(sql, message.requestId(), now, message.retries(), notTakenBy);
        }
        return another;
    }

    private static Set<Channel.Kind> channels(TenantConfiguration tenant, StoredMessage message) {
        var queued = message.queued();
        try {
            var channels = new HashSet<Channel.Kind>();
            Routing.carriers(tenant, queued.recipient(), queued.requestedSender(), queued.requestedChannel())
                    .forEach(carrier -> channels.add(carrier.channel()));
            return channels;
        } catch (NoRouteException e) {
            return Set.of();
        }
    }

    private void wait(Sql sql, StoredMessage message, Instant at, String reason, Instant now) {
        queue.sendAt(sql, message.requestId(), due(message, at), message.retries(), Set.of());
        journal.move(sql, message, Status.SCHEDULED, null, reason, now);
    }

    /** What expires before it is due is looked at when it expires, so that it is told at once. */
    private static Instant due(StoredMessage message, Instant at) {
        return at.isBefore(message.queued().expiresAt()) ? at : message.queued().expiresAt();
    }

    private void release(Sql sql, StoredMessage message) {
        if (message.reserved()) {
            gates.released(sql, message.queued());
        }
    }

    private void fail(Sql sql, StoredMessage message, String code, String reason, Instant now) {
        journal.move(sql, message, Status.FAILED, code, reason, now);
    }

    /** Finds what replicas left behind that died, and gives it back: what no provider was asked, and lost answers. */
    void sweep() {
        database.transaction(sql -> {
            var now = database.now();
            queue.freeUnasked(sql, now);
            for (StoredMessage message : queue.abandoned(sql, now, 100)) {
                if (message.providerId() == null) {
                    queue.reconcileAt(
                            sql,
                            message.requestId(),
                            message.askedAt().plus(configuration.reconcile().after()),
                            0);
                    String reason = "the service stopped while it waited for the provider's answer";
                    journal.move(sql, message, Status.UNKNOWN, null, reason, now);
                } else {
                    queue.done(sql, message.requestId());
                }
            }
            return null;
        });
        outbox.committed();
    }
}
