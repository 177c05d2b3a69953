package dev.offhook.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to say or do on a call, on {@link Topic#REPLIES}, keyed by conversation id. The replies to one event share its
 * id as {@link Envelope#inReplyTo()}: one or more {@link Say} chunks, numbered from 0, then exactly one
 * {@link Action}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Reply extends Event {

    /** Position among the replies to one event, from 0, without gaps. */
    int seq();

    /** What follows the words. It is always the last of the replies to one event. */
    sealed interface Action extends Reply permits Listen, Transfer, Record, Reject, HangUp {}

    /**
     * Words to speak.
     *
     * @param seq see {@link Reply#seq()}
     * @param last true when it is known that no more words follow; the action ends the words in any case
     * @param text plain text, no markup; never blank
     * @param language BCP 47
     * @param voice the provider's name of a voice; null for the channel's default
     */
    record Say(
            int seq,
            boolean last,
            String text,
            String language,
            @Nullable String voice) implements Reply {}

    /**
     * Listen to the caller.
     *
     * @param seq see {@link Reply#seq()}
     * @param turn the number that the caller's next turn has
     * @param language the language that the caller is expected to speak, BCP 47; null for the tenant's
     */
    record Listen(int seq, int turn, @Nullable String language) implements Action {
        /** Listen in the tenant's language. */
        public Listen(int seq, int turn) {
            this(seq, turn, null);
        }
    }

    /**
     * Connect the caller to a human.
     *
     * @param seq see {@link Reply#seq()}
     * @param number E.164
     * @param timeoutSeconds how long to ring, 5 to 600
     */
    record Transfer(int seq, String number, int timeoutSeconds) implements Action {}

    /**
     * Record a message of the caller.
     *
     * @param seq see {@link Reply#seq()}
     * @param maxSeconds longest message in seconds
     */
    record Record(int seq, int maxSeconds) implements Action {}

    /**
     * Do not take the call.
     *
     * @param seq see {@link Reply#seq()}
     * @param reason why, for the log
     */
    record Reject(int seq, String reason) implements Action {}

    /**
     * End the call.
     *
     * @param seq see {@link Reply#seq()}
     */
    record HangUp(int seq) implements Action {}
}
