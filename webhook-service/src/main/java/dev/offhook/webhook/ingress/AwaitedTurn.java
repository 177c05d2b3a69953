package dev.offhook.webhook.ingress;

import dev.offhook.events.TenantConfiguration;

/**
 * A turn that a caller waits on, published by this request or an earlier one.
 *
 * @param tenant who asks; another tenant's turn is not answered
 * @param conversation the conversation id
 * @param id the {@code ce_id} of the turn's event, or {@link TurnEvent#ofAnyType}
 * @param traceparent W3C trace context
 * @param number the number of the turn, null when the request carried none
 * @param language what the caller speaks, BCP 47; null for the tenant's
 */
public record AwaitedTurn(
        TenantConfiguration tenant,
        String conversation,
        String id,
        String traceparent,
        Integer number,
        String language) {

    /** True when only the number of the turn is known, not the type of its event. */
    boolean ofAnyType() {
        return TurnEvent.isOfAnyType(id);
    }
}
