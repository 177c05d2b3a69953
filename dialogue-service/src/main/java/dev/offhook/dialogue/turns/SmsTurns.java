package dev.offhook.dialogue.turns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.conversation.Situation;
import dev.offhook.dialogue.store.Change;
import dev.offhook.dialogue.store.ConversationLostException;
import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.events.Envelope;
import dev.offhook.events.LimitReached;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsEvent.SmsStatusReported;
import org.jboss.logging.Logger;

/** Text messages: each is answered once, in the thread's conversation. */
@ApplicationScoped
public class SmsTurns {
    private static final Logger LOG = Logger.getLogger(SmsTurns.class);

    private final ConversationStore store;
    private final Dialogues dialogues;
    private final Admission admission;
    private final Settling settling;
    private final Talks talks;
    private final Replies replies;
    private final Duration window;

    SmsTurns(
            ConversationStore store,
            Dialogues dialogues,
            Admission admission,
            Settling settling,
            Talks talks,
            Replies replies,
            DialogueConfiguration configuration) {
        this.store = store;
        this.dialogues = dialogues;
        this.admission = admission;
        this.settling = settling;
        this.talks = talks;
        this.replies = replies;
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
            case SmsStatusReported _, SmsStatusChanged _, LimitReached _ ->
                LOG.debugf("no effect: type=%s", event.type());
        }
    }

    private void received(String threadKey, Envelope<SmsEvent> event, SmsReceived message, Origin origin) {
        if (message.optOut() != null && message.optOut() != OptOut.NONE) {
            // Consent is answered by those who keep it; a sales pitch after STOP is against the law.
            return;
        }
        switch (admission.of(threadKey, event, message)) {
            case Admission.Verdict.Welcome() -> answerOnce(threadKey, event, message, origin);
            case Admission.Verdict.Blocked() -> LOG.debugf("blocked: thread=%s", threadKey);
            case Admission.Verdict.Held(var limit) ->
                replies.publish(event, threadKey, List.of(new LimitReached(limit, "not answered")));
        }
    }

    private void answerOnce(String threadKey, Envelope<SmsEvent> event, SmsReceived message, Origin origin) {
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
        Dialogue current = dialogues.of(event.tenant(), null, Optional.empty());
        var conversation = open.orElseGet(() ->
                Conversation.ofSms(threadKey, event, message, current.tenant().version()));
        List<Change> lapsed = open.isPresent()
                ? List.of()
                : latest.filter(past -> !past.over())
                        .<List<Change>>map(past -> List.of(new Change.Lapsed(past.id())))
                        .orElse(List.of());
        var task = new Settling.Task(event, threadKey, origin, conversation, lapsed, since);
        // Messages may be days apart: each is answered by what holds now.
        switch (current.decide(message, Situation.of(conversation, event.time()))) {
            case Decision.Ask ask -> talks.answer(task, current, ask);
            case Decision.Answer answer -> settling.settle(task, answer);
        }
    }
}
