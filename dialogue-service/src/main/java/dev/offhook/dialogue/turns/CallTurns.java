package dev.offhook.dialogue.turns;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.ConversationState;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.conversation.Situation;
import dev.offhook.dialogue.record.Records;
import dev.offhook.dialogue.store.Change;
import dev.offhook.dialogue.store.ConversationLostException;
import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.dialogue.store.Effect;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.dialogue.store.Stored;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.CallEvent.RecordingTranscribed;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.LimitReached;
import org.jboss.logging.Logger;

/** Events of calls: each has its effect once, and whoever waits for an answer gets one. */
@ApplicationScoped
public class CallTurns {
    private static final Logger LOG = Logger.getLogger(CallTurns.class);

    private final ConversationStore store;
    private final Dialogues dialogues;
    private final Admission admission;
    private final Spending spending;
    private final Records records;
    private final Settling settling;
    private final Talks talks;
    private final Chain chain;
    private final Replies replies;
    private final Repetition repetition;

    CallTurns(
            ConversationStore store,
            Dialogues dialogues,
            Admission admission,
            Spending spending,
            Records records,
            Settling settling,
            Talks talks,
            Chain chain,
            Replies replies,
            Repetition repetition) {
        this.store = store;
        this.dialogues = dialogues;
        this.admission = admission;
        this.spending = spending;
        this.records = records;
        this.settling = settling;
        this.talks = talks;
        this.chain = chain;
        this.replies = replies;
        this.repetition = repetition;
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
        long since = System.nanoTime();
        Optional<Conversation> known = store.ofCall(event.subject());
        if (known.filter(Conversation::over).isPresent()) {
            afterTheEnd(event, origin, known.get());
            return;
        }
        var conversation = known.orElseGet(() -> Conversation.ofCall(event));
        var dialogue = dialogues.of(event.tenant(), conversation.tenantVersion(), conversation.voiceChannel());
        var situation = Situation.of(conversation, event.time());
        var task = new Settling.Task(event, event.subject(), origin, conversation, List.of(), since);
        if (event.data() instanceof CallStarted started && refused(task, started, dialogue, situation)) {
            return;
        }
        switch (dialogue.decide(event.data(), situation)) {
            case Decision.Answer answer -> settling.settle(task, answer);
            case Decision.Ask ask -> talks.answer(task, dialogue, ask);
            case Decision.Unheard unheard -> unheard(task, unheard);
            case Decision.Interrupted interrupted -> interrupted(task, interrupted);
            case Decision.Recorded recorded -> recorded(task, recorded);
            case Decision.End end -> end(task, dialogue, end);
            case Decision.Nothing _ -> LOG.debugf("no effect: type=%s", event.type());
        }
    }

    private boolean refused(Settling.Task task, CallStarted started, Dialogue dialogue, Situation situation) {
        var reason = admission.refuses(task.conversation(), task.event().time());
        reason.ifPresent(why -> settling.settleForGood(
                task, dialogue.refuse(started, why, situation), new Change.Ended(Outcome.REJECTED, 0)));
        return reason.isPresent();
    }

    private void unheard(Settling.Task task, Decision.Unheard unheard) {
        // Without a turn the event that nobody answered has not come (yet), and nothing is to be taken back.
        store.turn(unheard.eventId()).ifPresent(turn -> {
            var conversation = task.conversation();
            var next = conversation.with(
                    conversation.state().without(turn), task.event().time());
            store.store(task.origin(), new Effect(next, List.of(new Change.Unheard(unheard.eventId())), List.of()));
        });
    }

    private void interrupted(Settling.Task task, Decision.Interrupted interrupted) {
        var conversation = task.conversation();
        if (conversation.stored() && conversation.state().lastTurn() >= 0) {
            var change = new Change.Interrupted(conversation.state().lastTurn(), interrupted.heard());
            var next = conversation.with(conversation.state(), task.event().time());
            store.store(task.origin(), new Effect(next, List.of(change), List.of()));
        }
    }

    private void recorded(Settling.Task task, Decision.Recorded recorded) {
        var conversation = task.conversation();
        if (!conversation.stored()) {
            return;
        }
        // A message that was left on a call which is recorded as a whole is in two recordings, and is told of once.
        var messages = recorded.messages().isEmpty() || store.hasOtherRecording(conversation.id(), recorded.url())
                ? List.<Event>of()
                : recorded.messages();
        var change = new Change.Recorded(
                recorded.url(),
                recorded.durationSeconds(),
                recorded.text(),
                task.event().time());
        var next = conversation.over()
                ? conversation
                : conversation.with(conversation.state(), task.event().time());
        // The record of a call that is over gets a new revision; that of another one is still to come.
        Runnable besides = () ->
                records.conversationChanged(conversation.id(), task.event().time());
        switch (store.store(
                task.origin(), new Effect(next, List.of(change), messages), conversation.over() ? besides : () -> {})) {
            case Stored.Now _ -> replies.publish(task.event(), task.key(), messages);
            case Stored.Before before ->
                replies.publish(task.event(), task.key(), repetition.of(task.origin(), before));
        }
    }

    private void end(Settling.Task task, Dialogue dialogue, Decision.End end) {
        var conversation = task.conversation();
        if (conversation.stored()) {
            var outcome = conversation.state().memory().outcome();
            var change = new Change.Ended(outcome == null ? Outcome.COMPLETED : outcome, end.durationSeconds());
            var effect = new Effect(conversation.endedAt(task.event().time()), List.of(change), List.of());
            store.store(task.origin(), effect, () -> {
                spending.minutes(conversation, end.durationSeconds(), dialogue.tenant(), task.event());
                admission.released(conversation, task.event().time());
                records.conversationChanged(conversation.id(), task.event().time());
            });
        }
    }

    private void afterTheEnd(Envelope<CallEvent> event, Origin origin, Conversation conversation) {
        var dialogue = dialogues.of(event.tenant(), conversation.tenantVersion(), conversation.voiceChannel());
        switch (event.data()) {
            case CallRecorded recording ->
                recorded(
                        task(event, origin, conversation),
                        dialogue.decide(recording, Situation.of(conversation, event.time())));
            case RecordingTranscribed transcribed ->
                recorded(task(event, origin, conversation), dialogue.decide(transcribed));
            case CallEvent.Turn turn -> answerAfterTheEnd(event, turn, origin, conversation, dialogue);
            case FallbackSpoken _, CallerInterrupted _, CallEnded _, CallRejected _, LimitReached _ ->
                LOG.debugf("no effect: type=%s", event.type());
        }
    }

    private static Settling.Task task(Envelope<CallEvent> event, Origin origin, Conversation conversation) {
        return new Settling.Task(event, event.subject(), origin, conversation, List.of(), System.nanoTime());
    }

    /** Whoever waits for an answer gets one, as in a conversation that begins; nothing is stored. */
    private void answerAfterTheEnd(
            Envelope<CallEvent> event,
            CallEvent.Turn turn,
            Origin origin,
            Conversation conversation,
            Dialogue dialogue) {
        var before = store.before(origin.eventId());
        if (before.isPresent()) {
            replies.publish(event, event.subject(), repetition.of(origin, before.get()));
            return;
        }
        var fresh = Situation.of(conversation.with(ConversationState.FRESH, event.time()), event.time());
        var answer =
                switch (dialogue.decide(turn, fresh)) {
                    case Decision.Answer known -> known;
                    case Decision.Ask ask -> chain.answer(dialogue, ask, null);
                };
        replies.publish(event, event.subject(), answer.messages());
    }
}
