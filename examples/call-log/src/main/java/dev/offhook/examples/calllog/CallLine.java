package dev.offhook.examples.calllog;

import java.time.Duration;
import java.time.Instant;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one call. It keeps no words and no numbers of the caller, so that nothing of it has to be erased
 * when a person asks for it.
 *
 * @param conversation the call
 * @param tenant whose call it is
 * @param startedAt when it began; null when its beginning was not seen
 * @param turns how often the caller spoke or pressed keys; of a record, its turns
 * @param seconds how long it was; null as long as it is not known
 * @param outcome how it ended; null as long as it goes on
 * @param revision of the record that told the outcome; 0 without one
 */
public record CallLine(
        String conversation,
        String tenant,
        @Nullable Instant startedAt,
        int turns,
        @Nullable Integer seconds,
        @Nullable String outcome,
        int revision) {

    /** A call of which nothing is known yet. */
    public static CallLine of(String conversation, String tenant) {
        return new CallLine(conversation, tenant, null, 0, null, null, 0);
    }

    /**
     * The line after an event of this call. The two topics are not in order with each other: the record may come before
     * the last events, and what it says stands. An event that says nothing about a line leaves it as it is.
     */
    public CallLine after(Envelope<Event> envelope) {
        return switch (envelope.data()) {
            case ConversationRecord document
            when document.revision() > revision && isOfCall(document) ->
                new CallLine(
                        conversation,
                        tenant,
                        document.startedAt(),
                        document.transcript().size(),
                        (int) Duration.between(document.startedAt(), document.endedAt())
                                .toSeconds(),
                        document.outcome().id(),
                        document.revision());
            case Event _ when revision > 0 -> this;
            case CallStarted _ -> with(envelope.time(), turns, seconds, outcome);
            case CallerSpoke _, CallerPressed _ -> with(startedAt, turns + 1, seconds, outcome);
            case CallEnded ended -> with(startedAt, turns, ended.durationSeconds(), outcome);
            case CallRejected _ -> with(envelope.time(), turns, seconds, "rejected");
            // A subscriber takes what it needs. New types come with new versions of the library, and are none of it.
            default -> this;
        };
    }

    private static boolean isOfCall(ConversationRecord document) {
        return document.medium() == ConversationRecord.Medium.CALL;
    }

    private CallLine with(@Nullable Instant startedAt, int turns, @Nullable Integer seconds, @Nullable String outcome) {
        return new CallLine(conversation, tenant, startedAt, turns, seconds, outcome, revision);
    }

    @Override
    public String toString() {
        return "%s  %s  %s  %d turns  %s  %s"
                .formatted(
                        startedAt == null ? "?" : startedAt,
                        tenant,
                        conversation,
                        turns,
                        seconds == null ? "?" : seconds + " s",
                        outcome == null ? "goes on" : outcome);
    }
}
