package dev.offhook.events;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One message: the CloudEvents 1.0 context attributes and the data.
 *
 * @param id {@code ce_id}: names the provider's event; the same event twice has the same id
 * @param source {@code ce_source}: the service that published it, e.g. {@code /offhook/webhook-service}
 * @param subject {@code ce_subject}: the conversation id; the SMS thread key or the tenant where there is none
 * @param tenant {@code ce_tenant}: the tenant's slug; {@link KeyRing#NO_TENANT} of what belongs to none
 * @param time {@code ce_time}: when it happened, as far as the publisher knows
 * @param inReplyTo {@code ce_inreplyto}: the id of the event that this answers, null when it answers none
 * @param traceparent W3C trace context, null when there is none
 * @param data what happened
 * @param <E> what kind of event
 */
public record Envelope<E extends Event>(
        String id,
        String source,
        String subject,
        String tenant,
        Instant time,
        @Nullable String inReplyTo,
        @Nullable String traceparent,
        E data) {

    public Envelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(data, "data");
    }

    /** {@code ce_type}: {@code dev.offhook.} and the simple name of the data's record. */
    public String type() {
        return EventJson.typeOf(data.getClass());
    }
}
