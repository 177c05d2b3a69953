package dev.offhook.local.provider;

import java.util.concurrent.CompletableFuture;

import dev.offhook.events.CallEvent.TransferEnded;

/** One call, played from the provider's side. Its turns follow each other: one request at a time. */
public interface PhoneCall {

    /**
     * What the caller heard in answer.
     *
     * @param text the answer's words; fillers are not among them
     * @param fillers how often the caller was asked to wait before it came
     * @param then what the call does after them
     */
    record Heard(String text, int fillers, Then then) {
        /** An answer after which the bot listens, or the call is over. */
        public Heard(String text, int fillers, boolean listening) {
            this(text, fillers, listening ? new Then.Listens() : new Then.IsOver());
        }

        /** True when the bot listens now; false when the call is over or handed over. */
        public boolean listening() {
            return then instanceof Then.Listens;
        }
    }

    /** What a call does after the words. */
    sealed interface Then {
        /** The bot listens to words and keys. */
        record Listens() implements Then {}

        /** The caller is being connected to {@code number}, E.164, for {@code timeoutSeconds} of ringing. */
        record Connects(String number, int timeoutSeconds) implements Then {}

        /** The caller is recorded after a beep, for at most {@code maxSeconds}. */
        record Records(int maxSeconds) implements Then {}

        /** The call was not taken; {@code reason} in the provider's word. */
        record IsRejected(String reason) implements Then {}

        /** The bot hung up. */
        record IsOver() implements Then {}
    }

    /** What happens on a call besides words. */
    sealed interface Deed {
        /** The caller presses keys: 0-9, *, #. */
        record Presses(String digits) implements Deed {}

        /** The caller says nothing until the provider gives up listening. */
        record IsSilent() implements Deed {}

        /** The caller's connection to a human is over, or did not come about. */
        record TransferEnds(TransferEnded.Outcome outcome) implements Deed {}

        /** The caller leaves a message of this length. */
        record LeavesMessage(int seconds) implements Deed {}
    }

    /** The id that the call's events have on Kafka. */
    String conversationId();

    /** Dials; completes with the greeting. */
    CompletableFuture<Heard> start();

    /**
     * The caller says something; completes with the answer.
     *
     * @throws IllegalStateException when the bot does not listen
     */
    CompletableFuture<Heard> say(String text);

    /**
     * Something else happens; completes with the answer.
     *
     * @throws IllegalStateException when it cannot happen now: keys where the bot does not listen, the end of a
     *     transfer where nobody is connected, a message where nothing is recorded; or this caller only talks
     */
    default CompletableFuture<Heard> does(Deed deed) {
        throw new IllegalStateException("this caller only talks");
    }

    /** The caller hangs up; completes when the ingress has taken note. */
    CompletableFuture<Void> end();
}
