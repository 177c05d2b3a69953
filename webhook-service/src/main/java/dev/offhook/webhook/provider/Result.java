package dev.offhook.webhook.provider;

import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.replies.Words;

/** What became of a request: what there is to render. */
public sealed interface Result {

    /** There is something to say to somebody on the line. */
    sealed interface Spoken extends Result permits Answered, Begun, Filler, Refused, Gone {}

    /**
     * The answer to a turn, or what is left of it.
     *
     * @param ringing true while the call rings: nothing has been spoken
     */
    record Answered(AwaitedTurn turn, Answer answer, boolean ringing) implements Spoken {}

    /** A part of the answer: the caller hears it and comes back for the rest. Only {@code IN_PARTS}. */
    record Begun(AwaitedTurn turn, Words words) implements Spoken {}

    /**
     * A filler: the caller hears it and comes back. Only {@code IN_PARTS}.
     *
     * @param number which filler of the turn, from 1
     */
    record Filler(AwaitedTurn turn, int number) implements Spoken {}

    /**
     * The call is not taken.
     *
     * @param words what the caller hears; empty for a caller who hears nothing
     * @param ringing true while the call rings: nothing has been spoken
     */
    record Refused(String words, boolean ringing) implements Spoken {}

    /** Nobody is left to hear an answer. */
    record Gone() implements Spoken {}

    /** Kafka has all that the request told, or there was nothing to tell. */
    record Taken() implements Result {}

    /** Kafka has not acknowledged it, or there is no room: the provider should send it again. */
    record NotTaken() implements Result {}
}
