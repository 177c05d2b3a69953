package dev.offhook.webhook.ingress;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.TenantConfiguration;

/**
 * A turn on its way in: verified, normalised, not yet published.
 *
 * @param tenant whose call it is
 * @param conversation the conversation id
 * @param id the event's {@code ce_id}
 * @param traceparent W3C trace context
 * @param event what happened
 */
public record TurnEvent(
        TenantConfiguration tenant, String conversation, String id, String traceparent, CallEvent.Turn event) {

    /**
     * The turn, as its answer is waited for.
     *
     * @param language what the caller speaks, null for the tenant's
     */
    public AwaitedTurn awaited(String language) {
        return new AwaitedTurn(tenant, conversation, id, traceparent, event.turn(), language);
    }

    /** True when nobody is there any more who could hear an answer: the caller has talked to a human. */
    public boolean callerIsGone() {
        return event instanceof TransferEnded transfer && transfer.outcome() == TransferEnded.Outcome.ANSWERED;
    }

    /** The {@code ce_id} of an event whose turn the request's URL names. */
    public static String numbered(String conversation, int turn, Class<? extends CallEvent> type) {
        return conversation + ":" + turn + ":" + type.getSimpleName();
    }

    /**
     * The id by which the answer of turn {@code turn} is awaited where the type of its event is not known.
     *
     * @see dev.offhook.webhook.replies.Turns#of
     */
    public static String ofAnyType(String conversation, int turn) {
        return numbered(conversation, turn, CallEvent.Turn.class);
    }

    static boolean isOfAnyType(String id) {
        return id.endsWith(":" + CallEvent.Turn.class.getSimpleName());
    }

    /** The {@code ce_id} of an event that carries no turn: {@code token} is what tells a retry from a new one. */
    public static String unnumbered(String conversation, String token, Class<? extends CallEvent> type) {
        return conversation + ":" + token + ":" + type.getSimpleName();
    }
}
