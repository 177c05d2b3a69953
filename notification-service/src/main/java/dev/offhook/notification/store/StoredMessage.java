package dev.offhook.notification.store;

import java.time.Instant;
import java.util.Locale;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.notification.gates.QueuedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in the database.
 *
 * @param queued what is to be sent. Of a request that did not read, anything in it but the ids may be null
 * @param state where it stands
 * @param provider who carries it, or would
 * @param providerId the provider's id, null as long as there is none
 * @param errorCode the provider's code, null without an error
 * @param reason why it stands there, in words, null when all is well
 * @param subject of its events
 * @param traceparent of its events, null when there is none
 * @param task what is to be done with it, null when nothing is
 * @param leasedBy which replica is at it, null when none is
 * @param askingSince since when a provider is being asked, null when none is
 * @param askedAt when a provider was last asked, null before
 * @param lookups how often a lost answer was looked for
 * @param retries how many places of the schedule of retries are used up
 * @param reserved whether its last decision to send is neither spent nor given back
 * @param fingerprint of the request as it was asked
 * @param updatedAt when its state changed last
 */
public record StoredMessage(
        QueuedMessage queued,
        Status state,
        Provider provider,
        @Nullable String providerId,
        @Nullable String errorCode,
        @Nullable String reason,
        String subject,
        @Nullable String traceparent,
        @Nullable Task task,
        @Nullable String leasedBy,
        @Nullable Instant askingSince,
        @Nullable Instant askedAt,
        int lookups,
        int retries,
        boolean reserved,
        @Nullable String fingerprint,
        Instant updatedAt) {

    /** What is to be done with a message. */
    public enum Task {
        /** It is to be sent. */
        SEND,
        /** The provider's answer was lost: it is to be found out what became of it. */
        RECONCILE;

        /** The name in the database. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** This message after a change of its state. */
    StoredMessage in(Status another, @Nullable String anotherErrorCode, @Nullable String anotherReason, Instant now) {
        return new StoredMessage(
                queued,
                another,
                provider,
                providerId,
                anotherErrorCode,
                anotherReason,
                subject,
                traceparent,
                task,
                leasedBy,
                askingSince,
                askedAt,
                lookups,
                retries,
                reserved,
                fingerprint,
                now);
    }

    /** The id of its request. */
    public String requestId() {
        return queued.requestId();
    }
}
