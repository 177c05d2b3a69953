package dev.offhook.dialogue.turns;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.store.ConversationLostException;
import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.dialogue.store.Effect;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.dialogue.store.Stored;
import dev.offhook.events.Envelope;
import dev.offhook.events.LimitReached;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import org.jboss.logging.Logger;

/** Text messages: each is answered once, in the thread's conversation. */
@ApplicationScoped
public class SmsTurns {
    private static final Logger LOG = Logger.getLogger(SmsTurns.class);

    private final ConversationStore store;
    private final Dialogues dialogues;
    private final Replies replies;
    private final Repetition repetition;
    private final TurnMetrics metrics;
    private final Duration window;

    SmsTurns(
            ConversationStore store,
            Dialogues dialogues,
            Replies replies,
            Repetition repetition,
            TurnMetrics metrics,
            DialogueConfiguration configuration) {
        this.store = store;
        this.dialogues = dialogues;
        this.replies = replies;
        this.repetition = repetition;
        this.metrics = metrics;
        this.window = configuration.smsWindow();
    }

    /**
     * Gives an event its effect and returns when it is stored and the answer is acknowledged by Kafka. To be called
     * again after any exception. Blocks; only for a virtual thread.
     *
     * @param threadKey the record's key
     */
    public void handle(String threadKey, Envelope<SmsEvent> event, Origin origin) {
        switch (event.data()) {
            case SmsReceived message -> received(threadKey, event, message, origin);
            // What became of an answer does not change what was said.
            case SmsStatusChanged _, LimitReached _ -> LOG.debugf("no effect: type=%s", event.type());
        }
    }

    private void received(String threadKey, Envelope<SmsEvent> event, SmsReceived message, Origin origin) {
        if (message.optOut() != null && message.optOut() != OptOut.NONE) {
            // Consent is answered by those who keep it; a sales pitch after STOP is against the law.
            return;
        }
        try {
            answer(threadKey, event, message, origin);
        } catch (ConversationLostException e) {
            LOG.debugf("decided anew: thread=%s", threadKey);
            answer(threadKey, event, message, origin);
        }
    }

    private void answer(String threadKey, Envelope<SmsEvent> event, SmsReceived message, Origin origin) {
        long since = System.nanoTime();
        Optional<Conversation> latest = store.ofThread(threadKey);
        Optional<Conversation> open =
                latest.filter(conversation -> !conversation.over() && !conversation.lapsed(event.time(), window));
        var conversation = open.orElseGet(() -> Conversation.ofSms(threadKey, event, message));
        String lapsed = open.isPresent()
                ? null
                : latest.filter(past -> !past.over()).map(Conversation::id).orElse(null);

        var answer = dialogues.of(event.tenant()).decide(message, conversation);
        var next = conversation.with(answer.next(), event.time());
        switch (store.store(origin, new Effect(next, answer.turn(), null, lapsed, answer.messages()))) {
            case Stored.Now _ -> {
                replies.publish(event, threadKey, answer.messages());
                metrics.answered(answer.turn(), since);
            }
            case Stored.Before before -> replies.publish(event, threadKey, repetition.of(origin, before));
        }
    }
}
