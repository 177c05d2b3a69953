package dev.offhook.events;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What happened on a call, on {@link Topic#CALL_EVENTS}, keyed by conversation id. The ingress publishes it after it
 * has verified the provider's request, and acts on it only once Kafka has it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface CallEvent extends Event
        permits CallEvent.Turn,
                CallEvent.CallerInterrupted,
                CallEvent.CallRecorded,
                CallEvent.RecordingTranscribed,
                CallEvent.CallEnded,
                CallEvent.CallRejected,
                CallEvent.FallbackSpoken,
                LimitReached {

    /**
     * An event that waits for a reply.
     *
     * <p>{@code turn} is the number that the ingress knows the turn by: 0 for the greeting, 1 for the caller's first
     * words, rising by one. It is null when the provider's request carried none (the seed's plain JSON); the dialogue
     * then counts.
     */
    sealed interface Turn extends CallEvent
            permits CallStarted, CallerSpoke, CallerPressed, CallerSilent, TransferEnded {
        /** The number of the turn, 0 or more; null when the request carried none. */
        @Nullable
        Integer turn();
    }

    /**
     * The provider connected a call.
     *
     * @param provider who carries the call
     * @param from the caller: E.164 where the provider knows it, else its word for it ({@code anonymous}); may be null
     * @param to the number that was called, E.164; null where the provider does not say
     * @param tenantVersion the version of the tenant's configuration that this call keeps to its end
     */
    record CallStarted(
            Provider provider,
            @Nullable String from,
            @Nullable String to,
            long tenantVersion) implements Turn {
        @Override
        public Integer turn() {
            return 0;
        }
    }

    /**
     * The caller said something.
     *
     * @param text what was recognised; never blank
     * @param confidence 0.0 to 1.0; null when the provider gave none
     * @param language BCP 47, null when unknown
     * @param turn see {@link Turn#turn()}
     */
    record CallerSpoke(
            String text,
            @Nullable Double confidence,
            @Nullable String language,
            @Nullable Integer turn) implements Turn {}

    /**
     * The caller pressed keys.
     *
     * @param digits one or more of 0-9, *, #
     * @param turn see {@link Turn#turn()}
     */
    record CallerPressed(String digits, @Nullable Integer turn) implements Turn {}

    /**
     * The caller was asked and said nothing that could be recognised.
     *
     * @param turn see {@link Turn#turn()}
     */
    record CallerSilent(@Nullable Integer turn) implements Turn {}

    /**
     * The caller spoke over the reply (barge-in).
     *
     * @param heard the part of the reply that was spoken until then; may be empty
     */
    record CallerInterrupted(String heard) implements CallEvent {}

    /**
     * A transfer to a human is over. The caller is still there unless it was answered, and waits for a reply.
     *
     * @param outcome how it went
     * @param number who was called, E.164; null when the provider does not say
     * @param turn see {@link Turn#turn()}
     */
    record TransferEnded(
            Outcome outcome,
            @Nullable String number,
            @Nullable Integer turn) implements Turn {
        /** How a transfer ended. */
        public enum Outcome {
            @JsonProperty("answered")
            ANSWERED,
            @JsonProperty("busy")
            BUSY,
            @JsonProperty("no-answer")
            NO_ANSWER,
            @JsonProperty("failed")
            FAILED,
            @JsonProperty("canceled")
            CANCELED;

            /** The name in JSON. */
            public String id() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
    }

    /**
     * A recording is there. It may come after the end of the call.
     *
     * @param url where the provider keeps it; fetching it may need the tenant's credentials
     * @param durationSeconds its length in seconds, null when unknown
     */
    record CallRecorded(String url, @Nullable Integer durationSeconds) implements CallEvent {}

    /**
     * The words of a recording are there. It may come after the end of the call.
     *
     * @param url of the recording, as {@link CallRecorded#url()}
     * @param text what was said; never blank
     */
    record RecordingTranscribed(String url, String text) implements CallEvent {}

    /**
     * The call is over. Later events of the same conversation have no effect.
     *
     * @param reason the provider's word: {@code completed}, {@code busy}, {@code failed}, {@code no-answer},
     *     {@code canceled}
     * @param durationSeconds length of the call in seconds, null when unknown
     */
    record CallEnded(String reason, @Nullable Integer durationSeconds) implements CallEvent {}

    /**
     * The call was refused; no conversation follows. Published by whoever refused it, ingress or dialogue.
     *
     * @param reason why
     */
    record CallRejected(Reason reason) implements CallEvent {
        /** Why a call was refused. */
        public enum Reason {
            /** The tenant's plan does not include voice. */
            @JsonProperty("plan")
            PLAN,
            /** The tenant has switched this channel off. */
            @JsonProperty("channel-off")
            CHANNEL_OFF,
            /** The tenant has blocked this caller. */
            @JsonProperty("blocked")
            BLOCKED,
            /** This caller has called too often today. */
            @JsonProperty("caller-limit")
            CALLER_LIMIT,
            /** The tenant has had its calls for today. */
            @JsonProperty("daily-limit")
            DAILY_LIMIT,
            /** Too many calls at a time. */
            @JsonProperty("concurrent-calls")
            CONCURRENT_CALLS
        }
    }

    /**
     * The ingress had to speak without the dialogue. The late reply, if it comes, was not heard.
     *
     * @param inReplyTo the id of the event that got no reply in time
     * @param text what the caller heard instead
     * @param turn the number of that turn, null when the request carried none
     */
    record FallbackSpoken(
            String inReplyTo, String text, @Nullable Integer turn) implements CallEvent {}
}
