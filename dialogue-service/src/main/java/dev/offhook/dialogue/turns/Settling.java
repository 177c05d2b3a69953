package dev.offhook.dialogue.turns;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.record.Records;
import dev.offhook.dialogue.store.Change;
import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.dialogue.store.Effect;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.dialogue.store.Stored;
import dev.offhook.events.Envelope;

/** Gives an answer that is known as a whole its effect: stored once, then published. */
@ApplicationScoped
class Settling {
    private final ConversationStore store;
    private final Replies replies;
    private final Repetition repetition;
    private final TurnMetrics metrics;
    private final Records records;

    Settling(ConversationStore store, Replies replies, Repetition repetition, TurnMetrics metrics, Records records) {
        this.store = store;
        this.replies = replies;
        this.repetition = repetition;
        this.metrics = metrics;
        this.records = records;
    }

    /**
     * What is answered, and where.
     *
     * @param event the event
     * @param key of its record
     * @param origin its record
     * @param conversation as it was read
     * @param changes what changes besides, maybe nothing
     * @param sinceNanos when work on it began, by {@link System#nanoTime()}
     */
    record Task(
            Envelope<?> event,
            String key,
            Origin origin,
            Conversation conversation,
            List<Change> changes,
            long sinceNanos) {

        /** It, with one more change. */
        List<Change> changesAnd(Change change) {
            var all = new ArrayList<>(changes);
            all.add(change);
            return all;
        }
    }

    /** Stores and publishes an answer, or publishes again what was stored for the event before. */
    void settle(Task task, Decision.Answer answer) {
        var next = task.conversation().with(answer.next(), task.event().time());
        var taken = new Change.Taken(answer.turn(), task.event().time());
        store(task, next, task.changesAnd(taken), answer);
    }

    /** The same for an answer that ends the conversation. */
    void settleForGood(Task task, Decision.Answer answer, Change.Ended ended) {
        var next = task.conversation()
                .with(answer.next(), task.event().time())
                .endedAt(task.event().time());
        var changes =
                task.changesAnd(new Change.Taken(answer.turn(), task.event().time()));
        changes.add(ended);
        store(task, next, changes, answer);
    }

    private void store(Task task, Conversation next, List<Change> changes, Decision.Answer answer) {
        Runnable besides = () -> recordWhatIsOver(next, changes);
        switch (store.store(task.origin(), new Effect(next, changes, answer.messages()), besides)) {
            case Stored.Now _ -> {
                replies.publish(task.event(), task.key(), answer.messages());
                metrics.answered(answer.turn(), task.sinceNanos());
            }
            case Stored.Before before ->
                replies.publish(task.event(), task.key(), repetition.of(task.origin(), before));
        }
    }

    private void recordWhatIsOver(Conversation next, List<Change> changes) {
        changes.stream()
                .filter(Change.Lapsed.class::isInstance)
                .map(lapsed -> ((Change.Lapsed) lapsed).conversationId())
                .forEach(lapsed -> records.conversationChanged(lapsed, next.lastActivity()));
        if (next.over()) {
            records.conversationChanged(next.id(), next.ended());
        }
    }
}
