package dev.offhook.notification.gates;

import java.time.Instant;

import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.database.Sql;

/**
 * Decides, within the transaction that claims it, whether a message may be sent now, from which number and as which
 * words.
 *
 * <p>Each of these methods runs within a transaction of the sender's that also moves the message, so that what is
 * counted here is counted exactly when the message moves. A transaction holds the lock of one message only; locks that
 * are taken here are to be taken in one order, whatever the message.
 *
 * <p>Every {@link Decision.Go} is followed by exactly one of {@link #released} and {@link #settled}, sooner or later: an
 * answer that is lost leaves it open until it is known what became of the message.
 */
public interface Gates {

    /**
     * Decides about a message that is due. What a {@link Decision.Go} uses up (a place in the day's number, money) is
     * taken here.
     *
     * @param message as it stands, {@link QueuedMessage#notTakenBy()} included
     * @param tenant its tenant as it is configured now
     * @param now the time of the decision
     */
    Decision decide(Sql sql, QueuedMessage message, TenantConfiguration tenant, Instant now);

    /**
     * The provider surely has not taken the message: what the last {@link Decision.Go} used up is given back. The
     * message may be decided about again.
     *
     * @param message with its {@link QueuedMessage#going()}
     */
    void released(Sql sql, QueuedMessage message);

    /**
     * The provider has taken the message: what the last {@link Decision.Go} used up is spent.
     *
     * @param message with its {@link QueuedMessage#going()}
     */
    void settled(Sql sql, QueuedMessage message);

    /**
     * The provider says that the recipient wants no messages of this sender (Twilio's 21610). {@link #released} is called
     * besides.
     *
     * @param at when it said so
     */
    default void optedOut(Sql sql, QueuedMessage message, Instant at) {}
}
