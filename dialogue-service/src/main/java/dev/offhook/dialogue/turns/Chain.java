package dev.offhook.dialogue.turns;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.knowledge.Knowledge;

/**
 * Who answers when no LLM does: the rule that the open question waits for, the knowledge base, the other rules, a phrase
 * for want of an answer. Always somebody.
 */
@ApplicationScoped
public class Chain {
    private final Knowledge knowledge;

    Chain(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * The answer. Blocks for a search in the database when the tenant has a knowledge base; only for a virtual thread.
     *
     * @param failure why the LLM did not answer; null when there is none
     */
    public Decision.Answer answer(Dialogue dialogue, Decision.Ask ask, String failure) {
        var tenant = dialogue.tenant();
        return dialogue.byOpenQuestion(ask)
                .or(() -> knowledge
                        .answer(tenant.slug(), tenant.version(), ask.words())
                        .map(found -> dialogue.byKnowledge(ask, found.id(), found.text())))
                .or(() -> dialogue.byRules(ask))
                .orElseGet(() -> dialogue.byPhrase(ask, failure));
    }
}
