package dev.offhook.dialogue.conversation;

import java.time.Instant;

import dev.offhook.dialogue.conversation.Conversation.Medium;
import dev.offhook.events.Provider;

/** A dialogue that is alone: rules and phrases answer, no LLM, no knowledge base. */
final class WithoutSearch {
    private WithoutSearch() {}

    static Situation call(ConversationState state, Provider provider, Instant now) {
        return new Situation(state, Medium.CALL, provider, "test:1", "+14155550100", "+15005550006", now, now);
    }

    static Decision.Answer complete(Dialogue dialogue, Decision decision) {
        return switch (decision) {
            case Decision.Answer answer -> answer;
            case Decision.Ask ask ->
                dialogue.byOpenQuestion(ask)
                        .or(() -> dialogue.byRules(ask))
                        .orElseGet(() -> dialogue.byPhrase(ask, null));
            default -> throw new AssertionError("no answer: " + decision);
        };
    }
}
