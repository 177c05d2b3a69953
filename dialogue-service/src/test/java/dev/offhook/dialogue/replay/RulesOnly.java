package dev.offhook.dialogue.replay;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Rule;

/** Answers with the first rule whose keyword's stem occurs; fails on purpose when asked to. */
@Alternative
@Priority(1)
@ApplicationScoped
public class RulesOnly implements Rehearsals {
    @Override
    public Rehearsal begin(TenantConfiguration tenant, Medium medium, Provider provider, boolean llm) {
        return asked -> {
            if ("взорвись".equals(asked.text())) {
                throw new IllegalStateException("on purpose");
            }
            return asked.number() == 0
                    ? new Rehearsal.Answered(tenant.assistant().greeting(), "greeting", null)
                    : tenant.assistant().rules().stream()
                            .filter(rule -> matches(rule, asked.text()))
                            .findFirst()
                            .map(rule -> new Rehearsal.Answered(rule.say(), "rule", rule.id()))
                            .orElseGet(() -> new Rehearsal.Answered(
                                    tenant.assistant().noMatch().getFirst(), "no-match", null));
        };
    }

    private static boolean matches(Rule rule, String text) {
        return text != null
                && rule.when().stream().map(word -> word.replace("*", "")).anyMatch(text::contains);
    }
}
