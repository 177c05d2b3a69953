package dev.offhook.webhook.ingress;

import dev.offhook.events.CallEvent;
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

    /** The {@code ce_id} of an event whose turn the request's URL names. */
    public static String numbered(String conversation, int turn, Class<? extends CallEvent> type) {
        return conversation + ":" + turn + ":" + type.getSimpleName();
    }

    /** The {@code ce_id} of an event that carries no turn: {@code token} is what tells a retry from a new one. */
    public static String unnumbered(String conversation, String token, Class<? extends CallEvent> type) {
        return conversation + ":" + token + ":" + type.getSimpleName();
    }
}
