package dev.offhook.webhook.twilio.relay;

import java.time.Instant;
import java.util.Optional;

import dev.offhook.events.CallEvent;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;
import org.jspecify.annotations.Nullable;

/** The call behind a session: its tenant, and the way of its events to the dialogue. All calls return at once. */
public interface RelayTurns {

    /** A turn and when its last reply came. */
    record Latest(String event, Instant repliedAt) {}

    /** The conversation id. */
    String conversation();

    /** The tenant's newest configuration. */
    TenantConfiguration tenant();

    /** False when the tenant does not take this call any more: a plan, a switch, a block list. */
    boolean admitted();

    /**
     * Publishes a turn and follows its answer.
     *
     * @param language what the caller speaks, BCP 47; null for the tenant's
     */
    Following publish(String eventId, CallEvent.Turn event, @Nullable String language, Listener listener);

    /** Follows a turn that was published before, from reply {@code from} on. */
    Following follow(String eventId, int from, @Nullable String language, Listener listener);

    /** Publishes what nobody answers. */
    void tell(String eventId, CallEvent event);

    /** The turn of this call that was replied to last, on whichever replica; empty when none was lately. */
    Optional<Latest> latest();

    /** What a session of this call that broke off on this replica left to go on with; told once. */
    Optional<Handoff.Resume> left();
}
