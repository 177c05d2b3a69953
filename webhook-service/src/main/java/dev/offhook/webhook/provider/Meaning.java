package dev.offhook.webhook.provider;

import java.util.List;

import dev.offhook.events.Envelope;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.TurnEvent;
import org.jspecify.annotations.Nullable;

/** What a request means, in the terms of our events. */
public sealed interface Meaning {

    /** Somebody is on the line, who is refused where the tenant does not take the call. */
    sealed interface OnCall extends Meaning permits Turn, Poll {
        /** The caller, E.164 where it is a number; null when unknown. */
        @Nullable
        String caller();

        /** The turn, as its answer is waited for. */
        AwaitedTurn awaited();

        /** True while the call rings: nothing has been spoken. */
        boolean ringing();
    }

    /**
     * A turn: it is published, and the request waits for words.
     *
     * @param event the turn's event
     * @param language what the caller speaks, BCP 47; null for the tenant's
     */
    record Turn(
            TurnEvent event,
            @Nullable String caller,
            @Nullable String language,
            boolean ringing) implements OnCall {
        @Override
        public AwaitedTurn awaited() {
            return event.awaited(language);
        }
    }

    /**
     * The request comes back for words of a turn that was published before.
     *
     * @param from the number of the first reply that the caller has not heard
     * @param fillers how many fillers the caller has heard
     */
    record Poll(AwaitedTurn awaited, @Nullable String caller, int from, int fillers) implements OnCall {
        @Override
        public boolean ringing() {
            return false;
        }
    }

    /** Something happened that nobody waits on the line for: it is published, and acknowledged once Kafka has it. */
    record Happened(List<Fact> facts) implements Meaning {
        /** One fact. */
        public static Happened one(Topic topic, Envelope<?> envelope) {
            return new Happened(List.of(new Fact(topic, envelope)));
        }
    }

    /** A message came in, which a switch or the block list may keep out. */
    record Message(Envelope<SmsReceived> envelope) implements Meaning {}

    /**
     * Nothing that anybody has to know.
     *
     * @param what of a small set, for the counter
     */
    record Nothing(String what) implements Meaning {}

    /** One event and its topic; its key is its subject. */
    record Fact(Topic topic, Envelope<?> envelope) {}
}
