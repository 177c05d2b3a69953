package dev.offhook.notification.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.database.Sql;
import dev.offhook.notification.gates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The statements that hand messages out to replicas; each belongs to a transaction of the caller's.
 *
 * <p>A row has a handful of indexes, and PostgreSQL writes all of them anew when a column of one changes: a message's
 * way is as few updates as it has steps, and those steps leave such columns alone that can.
 */
@ApplicationScoped
public class Queue {
    /** The oldest of each thread alone: whoever is at an older one of the thread, or about to be, goes first. */
    private static final String CLAIM_TO_SEND = """
            with due as materialized (
                select d.request_id from sms_message d
                where d.task = 'send' and d.lease_until is null and d.due_at <= ? and d.tenant <> all (?)
                    and not exists (
                        select 1 from sms_message older
                        where older.thread_key = d.thread_key and older.seq < d.seq and older.task = 'send'
                            and (older.lease_until is not null or older.due_at <= ?))
                order by d.due_at limit ? for update of d skip locked)
            update sms_message m set leased_by = ?, lease_until = ? from due where m.request_id = due.request_id
            returning m.request_id, m.tenant
            """;

    private static final String CLAIM_TO_RECONCILE = """
            with due as materialized (
                select d.request_id from sms_message d
                where d.task = 'reconcile' and d.lease_until is null and d.due_at <= ?
                order by d.due_at limit ? for update of d skip locked)
            update sms_message m set leased_by = ?, lease_until = ? from due where m.request_id = due.request_id
            returning m.*
            """;

    /** Nothing is to be done with a message, and nobody is at it. */
    private static final String AT_REST =
            "task = null, due_at = null, reserved = false, asking_since = null, leased_by = null, lease_until = null";

    /** A message that is taken for sending. */
    public record Claimed(String requestId, String tenant) {}

    /**
     * Takes messages that are due for sending.
     *
     * @param now the time
     * @param inOrderUntil a message of a thread waits for older ones that are due until then
     * @param busy tenants whose messages are left
     * @param owner who takes them
     * @param leaseUntil until when nobody else does
     */
    public List<Claimed> claimToSend(
            Sql sql, Instant now, Instant inOrderUntil, Set<String> busy, int most, String owner, Instant leaseUntil) {
        return sql.list(
                CLAIM_TO_SEND,
                row -> new Claimed(row.text("request_id"), row.text("tenant")),
                now,
                busy,
                inOrderUntil,
                most,
                owner,
                leaseUntil);
    }

    /** Takes messages whose answer is to be looked for. */
    public List<StoredMessage> claimToReconcile(Sql sql, Instant now, int most, String owner, Instant leaseUntil) {
        return sql.list(CLAIM_TO_RECONCILE, MessageRow::read, now, most, owner, leaseUntil);
    }

    /** Locks a message. */
    public Optional<StoredMessage> locked(Sql sql, String requestId) {
        return sql.first("select * from sms_message where request_id = ? for update", MessageRow::read, requestId);
    }

    /** Locks the message that a provider knows by this id. */
    public Optional<StoredMessage> lockedByProviderId(Sql sql, Provider provider, String providerId) {
        return sql.first(
                "select * from sms_message where provider = ? and provider_id = ? for update",
                MessageRow::read,
                provider.id(),
                providerId);
    }

    /**
     * Until the transaction ends, nobody else learns of this message of the provider's: to be taken before a message of
     * ours is locked.
     */
    public void lockProviderId(Sql sql, Provider provider, String providerId) {
        lock(sql, "sms " + provider.id() + " " + providerId);
    }

    /** Until the transaction ends, nobody else looks for lost messages between these two: to be taken before all else. */
    public void lockPair(Sql sql, Channel.Kind channel, String sender, String recipient) {
        lock(sql, "pair " + channel + " " + sender + " " + recipient);
    }

    private static void lock(Sql sql, String name) {
        sql.list("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> row, name);
    }

    /** Frees the messages whose replica died, or was slower than its lease, before it asked a provider. */
    public int freeUnasked(Sql sql, Instant now) {
        return sql.update(
                "update sms_message set leased_by = null, lease_until = null"
                        + " where lease_until < ? and asking_since is null",
                now);
    }

    /** Locks the messages whose replica died, or was slower than its lease, while it asked a provider. */
    public List<StoredMessage> abandoned(Sql sql, Instant now, int most) {
        return sql.list(
                "select * from sms_message where lease_until < ? and asking_since is not null"
                        + " order by lease_until limit ? for update skip locked",
                MessageRow::read,
                now,
                most);
    }

    /** Stores the state of a message. */
    StoredMessage moved(Sql sql, StoredMessage message) {
        return sql.first(
                        """
                        update sms_message set state = ?, error_code = ?, reason = ?, updated_at = ?
                        where request_id = ?
                        returning *
                        """,
                        MessageRow::read,
                        message.state().id(),
                        message.errorCode(),
                        message.reason(),
                        message.updatedAt(),
                        message.requestId())
                .orElseThrow();
    }

    /** Stores the last state of a message, with which nothing more is to be done, and which is followed no more. */
    StoredMessage ended(Sql sql, StoredMessage message) {
        return sql.first(
                        """
                        with followed as (delete from sms_follow where request_id = ?)
                        update sms_message set state = ?, error_code = ?, reason = ?, updated_at = ?, finished_at = ?,
                        """ + AT_REST + " where request_id = ? returning *",
                        MessageRow::read,
                        message.requestId(),
                        message.state().id(),
                        message.errorCode(),
                        message.reason(),
                        message.updatedAt(),
                        message.updatedAt(),
                        message.requestId())
                .orElseThrow();
    }

    /**
     * Notes, before a provider is asked, that it is about to be, and as what; and stores the message's state.
     *
     * @param leaseUntil the lease is extended to then, unless at least half of that time is left
     * @return the message as it stands now
     */
    StoredMessage asking(
            Sql sql, StoredMessage message, Decision.Go go, Provider provider, Instant now, Instant leaseUntil) {
        Instant longEnough = now.plus(Duration.between(now, leaseUntil).dividedBy(2));
        return sql.first(
                        """
                update sms_message set state = ?, error_code = ?, reason = ?, channel = ?, provider = ?, sender = ?,
                    body = ?, segments = ?, cost = ?, currency = ?, reserved = true, asking_since = ?, asked_at = ?,
                    attempts = attempts + 1, lookups = 0, updated_at = ?,
                    lease_until = case when lease_until >= ? then lease_until else ? end
                where request_id = ?
                returning *
                """,
                        MessageRow::read,
                        message.state().id(),
                        message.errorCode(),
                        message.reason(),
                        go.channel().id(),
                        provider.id(),
                        go.sender(),
                        go.body(),
                        go.segments(),
                        go.cost(),
                        go.currency(),
                        now,
                        now,
                        now,
                        longEnough,
                        leaseUntil,
                        message.requestId())
                .orElseThrow();
    }

    /** Gives a message back to the queue, its reservation released: it is sent when it is due. */
    public void sendAt(Sql sql, String requestId, Instant at, int retries, Collection<Channel.Kind> notTakenBy) {
        sql.update("""
                update sms_message set task = 'send', due_at = ?, retries = ?, not_taken_by = ?, reserved = false,
                    asking_since = null, leased_by = null, lease_until = null
                where request_id = ?
                """, at, retries, notTakenBy.stream().map(MessageRow::id).toList(), requestId);
    }

    /** Notes why a message waits, without a change of its state. */
    public void note(Sql sql, String requestId, @Nullable String errorCode, String reason, Instant now) {
        sql.update(
                "update sms_message set error_code = ?, reason = ?, updated_at = ? where request_id = ?",
                errorCode,
                reason,
                now,
                requestId);
    }

    /** Has the answer of a message looked for when it is due. */
    public void reconcileAt(Sql sql, String requestId, Instant at, int lookups) {
        sql.update("""
                update sms_message set task = 'reconcile', due_at = ?, lookups = ?, asking_since = null,
                    leased_by = null, lease_until = null
                where request_id = ?
                """, at, lookups, requestId);
    }

    /**
     * Notes the provider's id of a message that has none, whereupon nothing more is to be done with it but to follow
     * what is reported about it; and stores the message's state.
     *
     * @param followAt when the provider is asked what became of it, unless that is reported before
     * @return the message as it stands now
     */
    StoredMessage taken(Sql sql, StoredMessage message, String providerId, Instant followAt) {
        return sql.first(
                        """
                        with followed as (
                            insert into sms_follow (request_id, due_at) values (?, ?)
                            on conflict (request_id) do nothing)
                        update sms_message set state = ?, error_code = ?, reason = ?, updated_at = ?,
                            provider_id = coalesce(provider_id, ?),
                        """ + AT_REST + " where request_id = ? returning *",
                        MessageRow::read,
                        message.requestId(),
                        followAt,
                        message.state().id(),
                        message.errorCode(),
                        message.reason(),
                        message.updatedAt(),
                        providerId,
                        message.requestId())
                .orElseThrow();
    }

    /** Nothing more is to be done with a message but to follow what is reported about it. */
    public void done(Sql sql, String requestId) {
        sql.update("update sms_message set " + AT_REST + " where request_id = ?", requestId);
    }

    /** Those of the provider's ids that are known to be of some message. */
    public Set<String> known(Sql sql, Provider provider, Collection<String> providerIds) {
        return Set.copyOf(sql.list(
                "select provider_id from sms_message where provider = ? and provider_id = any (?)",
                row -> row.text("provider_id"),
                provider.id(),
                providerIds));
    }

    /** True when a provider is just being asked to take an equal message, whose id is therefore not known yet. */
    public boolean equalIsBeingAsked(Sql sql, StoredMessage message) {
        return sql.first(
                        """
                        select true as found from sms_message
                        where lease_until is not null and asking_since is not null and recipient = ?
                            and provider_id is null and request_id <> ? and sender = ? and body = ?
                        limit 1
                        """,
                        row -> row.truth("found"),
                        message.queued().recipient(),
                        message.requestId(),
                        message.queued().going().sender(),
                        message.queued().going().body())
                .orElse(false);
    }
}
