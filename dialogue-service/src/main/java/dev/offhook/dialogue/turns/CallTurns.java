package dev.offhook.dialogue.turns;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.ConversationState;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.store.ConversationLostException;
import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.dialogue.store.Effect;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.dialogue.store.Stored;
import dev.offhook.events.CallEvent;
import dev.offhook.events.Envelope;
import org.jboss.logging.Logger;

/** Events of calls: each has its effect once, and whoever waits for an answer gets one. */
@ApplicationScoped
public class CallTurns {
    private static final Logger LOG = Logger.getLogger(CallTurns.class);

    private final ConversationStore store;
    private final Dialogues dialogues;
    private final Replies replies;
    private final Repetition repetition;
    private final TurnMetrics metrics;

    CallTurns(
            ConversationStore store, Dialogues dialogues, Replies replies, Repetition repetition, TurnMetrics metrics) {
        this.store = store;
        this.dialogues = dialogues;
        this.replies = replies;
        this.repetition = repetition;
        this.metrics = metrics;
    }

    /**
     * Gives an event its effect and returns when it is stored and its replies are acknowledged by Kafka. To be called
     * again after any exception. Blocks; only for a virtual thread.
     */
    public void handle(Envelope<CallEvent> event, Origin origin) {
        try {
            apply(event, origin);
        } catch (ConversationLostException e) {
            LOG.debugf("decided anew: conversation=%s", event.subject());
            apply(event, origin);
        }
    }

    private void apply(Envelope<CallEvent> event, Origin origin) {
        Optional<Conversation> known = store.ofCall(event.subject());
        if (known.filter(Conversation::over).isPresent()) {
            afterTheEnd(event, origin, known.get());
            return;
        }
        var conversation = known.orElseGet(() -> Conversation.ofCall(event));
        var dialogue = dialogues.of(event.tenant());
        switch (dialogue.decide(event.data(), conversation.state(), conversation.provider())) {
            case Decision.Answer answer -> answer(event, origin, conversation, answer);
            case Decision.Unheard unheard -> unheard(event, origin, conversation, unheard);
            case Decision.End _ -> end(event, origin, conversation);
            case Decision.Nothing _ -> LOG.debugf("no effect: type=%s", event.type());
        }
    }

    private void answer(Envelope<CallEvent> event, Origin origin, Conversation conversation, Decision.Answer answer) {
        long since = System.nanoTime();
        var next = conversation.with(answer.next(), event.time());
        var effect = new Effect(next, answer.turn(), null, null, answer.messages());
        switch (store.store(origin, effect)) {
            case Stored.Now _ -> {
                replies.publish(event, event.subject(), answer.messages());
                metrics.answered(answer.turn(), since);
            }
            case Stored.Before before -> replies.publish(event, event.subject(), repetition.of(origin, before));
        }
    }

    private void unheard(
            Envelope<CallEvent> event, Origin origin, Conversation conversation, Decision.Unheard unheard) {
        // Without a turn the event that nobody answered has not come (yet), and nothing is to be taken back.
        store.turn(unheard.eventId()).ifPresent(turn -> {
            var next = conversation.with(conversation.state().without(turn), event.time());
            store.store(origin, new Effect(next, null, unheard.eventId(), null, List.of()));
        });
    }

    private void end(Envelope<CallEvent> event, Origin origin, Conversation conversation) {
        if (conversation.stored()) {
            store.store(origin, new Effect(conversation.endedAt(event.time()), null, null, null, List.of()));
        }
    }

    private void afterTheEnd(Envelope<CallEvent> event, Origin origin, Conversation conversation) {
        if (!(event.data() instanceof CallEvent.Turn)) {
            return;
        }
        var before = store.before(origin.eventId());
        if (before.isPresent()) {
            replies.publish(event, event.subject(), repetition.of(origin, before.get()));
            return;
        }
        var dialogue = dialogues.of(event.tenant());
        if (dialogue.decide(event.data(), ConversationState.FRESH, conversation.provider())
                instanceof Decision.Answer answer) {
            replies.publish(event, event.subject(), answer.messages());
        }
    }
}
