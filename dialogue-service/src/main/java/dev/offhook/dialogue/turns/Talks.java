package dev.offhook.dialogue.turns;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.conversation.Situation;
import dev.offhook.dialogue.llm.LlmSettings;
import dev.offhook.dialogue.store.Change;
import dev.offhook.dialogue.store.Completion;
import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.dialogue.store.Effect;
import dev.offhook.dialogue.store.Lease;
import dev.offhook.dialogue.store.Stored;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.LimitReached;
import dev.offhook.events.Reply.Say;

/**
 * Answers what a caller said or wrote: by the tenant's LLM while it writes, by the chain behind it when there is none or
 * when it fails.
 *
 * <p>The turn is taken in one transaction, each sentence is stored before it is published, and the last transaction
 * completes the turn; none is open while the LLM writes. A process that dies in between leaves an open turn, which
 * whoever reads the event next takes over.
 */
@ApplicationScoped
class Talks {
    private final ConversationStore store;
    private final Settling settling;
    private final Chain chain;
    private final Models models;
    private final Spending spending;
    private final LlmPrompts prompts;
    private final LlmSpeaker speaker;
    private final Replies replies;
    private final Repetition repetition;
    private final InFlight inFlight;
    private final TurnMetrics metrics;
    private final DialogueConfiguration configuration;
    private final Clock clock = Clock.systemUTC();

    Talks(
            ConversationStore store,
            Settling settling,
            Chain chain,
            Models models,
            Spending spending,
            LlmPrompts prompts,
            LlmSpeaker speaker,
            Replies replies,
            Repetition repetition,
            InFlight inFlight,
            TurnMetrics metrics,
            DialogueConfiguration configuration) {
        this.store = store;
        this.settling = settling;
        this.chain = chain;
        this.models = models;
        this.spending = spending;
        this.prompts = prompts;
        this.speaker = speaker;
        this.replies = replies;
        this.repetition = repetition;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.configuration = configuration;
    }

    /** Gives a question its answer, stored and with Kafka. Blocks; only for a virtual thread. */
    void answer(Settling.Task task, Dialogue dialogue, Decision.Ask ask) {
        Optional<LlmSettings> model = models.of(dialogue.tenant());
        if (model.isEmpty()) {
            settling.settle(task, chain.answer(dialogue, ask, null));
            return;
        }
        var script = prompts.script(dialogue, ask, model.get());
        if (!spending.reserve(task.event(), script)) {
            var limit = new LimitReached(LimitReached.Limit.BUDGET, "answered by knowledge and rules");
            settling.settle(task, and(chain.answer(dialogue, ask, null), limit));
            return;
        }
        var taken = new Change.Taken(ask.open(), task.event().time());
        var open = new Effect(
                task.conversation()
                        .with(task.conversation().state(), task.event().time()),
                task.changesAnd(taken),
                List.of());
        switch (store.store(task.origin(), open)) {
            case Stored.Now now -> talk(task, script, new Lease(task.event().id(), now.conversation()));
            case Stored.Before before when before.turn() != null -> resume(task, dialogue, before);
            case Stored.Before before ->
                replies.publish(task.event(), task.key(), repetition.of(task.origin(), before));
        }
    }

    private void talk(Settling.Task task, LlmSpeaker.Script script, Lease lease) {
        var cancellation = inFlight.begin(lease.conversation().id());
        try {
            var publication = new Publication(replies, task.event(), task.key());
            var spoken = speaker.speak(
                    script,
                    patience(task),
                    () -> millisSince(task.event()),
                    (place, say) -> {
                        store.append(lease, place, say);
                        publication.send(say);
                    },
                    cancellation);
            Decision.Answer answer = spoken.answer().isEmpty()
                    ? chain.answer(script.dialogue(), script.ask(), spoken.failure())
                    : spoken.answer().get();
            var completion = new Completion(
                    lease.conversation().with(answer.next(), task.event().time()),
                    answer.turn(),
                    spoken.stored(),
                    answer.messages(),
                    spoken.firstWordsMillis() == null ? millisSince(task.event()) : spoken.firstWordsMillis(),
                    spoken.tokens().in(),
                    spoken.tokens().out());
            close(
                    task,
                    lease,
                    publication,
                    completion,
                    () -> spending.settle(task.event().id(), script.dialogue().tenant(), spoken.tokens()));
        } finally {
            inFlight.end(lease.conversation().id(), cancellation);
        }
    }

    /**
     * Takes over a turn whose owner died: what was said stays said, and the caller is listened to; when nothing was, the
     * chain answers, since another try of the LLM would cost the caller's patience and the tenant's money twice.
     */
    private void resume(Settling.Task task, Dialogue dialogue, Stored.Before before) {
        Optional<Lease> lease = store.takeOver(task.event().id());
        if (lease.isEmpty()) {
            return;
        }
        Conversation conversation = lease.get().conversation();
        var publication = new Publication(replies, task.event(), task.key());
        // Read again: the last chunk may have been stored after the first look.
        List<Event> stored =
                store.before(task.event().id()).map(Stored.Before::messages).orElse(before.messages());
        stored.forEach(publication::send);
        var ask = new Decision.Ask(
                before.turn().number(),
                before.turn().callerText(),
                Situation.of(conversation, task.event().time()));
        Decision.Answer answer =
                stored.isEmpty() ? chain.answer(dialogue, ask, "restarted") : dialogue.cutShort(ask, words(stored));
        var completion = new Completion(
                conversation.with(answer.next(), task.event().time()),
                answer.turn(),
                stored.size(),
                answer.messages(),
                null,
                null,
                null);
        // What was set aside for it stays so: the LLM may have been paid.
        close(task, lease.get(), publication, completion, () -> {});
    }

    /** Stores the end of an answer, and publishes what of it is not published yet. */
    private void close(
            Settling.Task task, Lease lease, Publication publication, Completion completion, Runnable besides) {
        store.close(lease, completion, besides);
        completion.messages().forEach(publication::send);
        publication.await();
        metrics.answered(completion.turn(), task.sinceNanos());
    }

    /** How long the caller's patience lasts from now on. */
    private Duration patience(Settling.Task task) {
        boolean call = task.conversation().medium() == Conversation.Medium.CALL;
        Duration whole = call ? configuration.answerBy() : configuration.smsAnswerBy();
        var left = Duration.between(clock.instant(), task.event().time().plus(whole));
        // Clocks differ between machines, and an event may have waited for a restart: an LLM gets a chance at least.
        Duration least = configuration.leastPatience();
        return left.compareTo(least) < 0 ? least : left.compareTo(whole) > 0 ? whole : left;
    }

    private int millisSince(Envelope<?> event) {
        return Math.toIntExact(
                Math.clamp(Duration.between(event.time(), clock.instant()).toMillis(), 0, Integer.MAX_VALUE));
    }

    private static List<String> words(List<Event> stored) {
        return stored.stream()
                .filter(Say.class::isInstance)
                .map(Say.class::cast)
                .map(Say::text)
                .toList();
    }

    private static Decision.Answer and(Decision.Answer answer, Event event) {
        var messages = new ArrayList<>(answer.messages());
        messages.add(event);
        return new Decision.Answer(answer.next(), answer.turn(), messages);
    }
}
