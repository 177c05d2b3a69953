package dev.offhook.dialogue.turns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.ConversationState;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.conversation.Situation;
import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.dialogue.llm.Cancellation;
import dev.offhook.dialogue.replay.Rehearsal;
import dev.offhook.dialogue.replay.Rehearsals;
import dev.offhook.dialogue.store.TenantVersions;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.tenants.OnChannel;

/** Conversations that nobody has: the decisions of real turns, without storing, publishing or spending anything. */
@ApplicationScoped
class Rehearsing implements Rehearsals {
    private static final String NOBODY = "rehearsal";

    private final TenantVersions versions;
    private final Chain chain;
    private final Models models;
    private final LlmPrompts prompts;
    private final LlmSpeaker speaker;
    private final DialogueConfiguration configuration;

    Rehearsing(
            TenantVersions versions,
            Chain chain,
            Models models,
            LlmPrompts prompts,
            LlmSpeaker speaker,
            DialogueConfiguration configuration) {
        this.versions = versions;
        this.chain = chain;
        this.models = models;
        this.prompts = prompts;
        this.speaker = speaker;
        this.configuration = configuration;
    }

    @Override
    public Rehearsal begin(TenantConfiguration tenant, Medium medium, Provider provider, boolean llm) {
        // Its knowledge base may not be searchable yet on this replica.
        versions.keep(tenant);
        var channel =
                medium == Medium.CALL ? Conversation.voiceChannel(provider).orElse(null) : null;
        return new Rehearsed(new Dialogue(OnChannel.of(tenant, channel)), medium, provider, llm);
    }

    private final class Rehearsed implements Rehearsal {
        private final Dialogue dialogue;
        private final Medium medium;
        private final Provider provider;
        private final boolean llm;
        private final List<Turn> turns = new ArrayList<>();
        private ConversationState state = ConversationState.FRESH;

        Rehearsed(Dialogue dialogue, Medium medium, Provider provider, boolean llm) {
            this.dialogue = dialogue;
            this.medium = medium;
            this.provider = provider;
            this.llm = llm;
        }

        @Override
        public Answered answer(Asked asked) {
            var decided = answered(decide(asked));
            state = decided.next();
            var turn = decided.turn();
            turns.add(turn);
            return new Answered(turn.answer(), turn.source().id(), turn.detail());
        }

        private Decision.Reaction decide(Asked asked) {
            var situation = new Situation(
                    state,
                    medium == Medium.CALL ? Conversation.Medium.CALL : Conversation.Medium.SMS,
                    provider,
                    NOBODY,
                    null,
                    null,
                    asked.at(),
                    asked.at());
            if (medium == Medium.SMS) {
                return dialogue.decide(
                        new SmsReceived(provider, NOBODY, NOBODY, asked.text(), NOBODY, OptOut.NONE), situation);
            }
            return dialogue.decide(turn(asked), situation);
        }

        private CallEvent.Turn turn(Asked asked) {
            if (asked.number() == 0) {
                return new CallStarted(provider, null, null, dialogue.tenant().version());
            }
            return asked.text() == null
                    ? new CallerSilent(asked.number())
                    : new CallerSpoke(asked.text(), null, null, asked.number());
        }

        private Decision.Answer answered(Decision.Reaction reaction) {
            return switch (reaction) {
                case Decision.Answer answer -> answer;
                case Decision.Ask ask -> llm ? byLlm(ask) : chain.answer(dialogue, ask, null);
            };
        }

        private Decision.Answer byLlm(Decision.Ask ask) {
            var model = models.of(dialogue.tenant());
            if (model.isEmpty()) {
                return chain.answer(dialogue, ask, null);
            }
            var spoken = speaker.speak(
                    prompts.script(dialogue, ask, model.get(), turns),
                    configuration.smsAnswerBy(),
                    () -> 0,
                    (place, say) -> {},
                    new Cancellation());
            return Optional.of(spoken)
                    .flatMap(LlmSpeaker.Spoken::answer)
                    .orElseGet(() -> chain.answer(dialogue, ask, spoken.failure()));
        }
    }
}
