package dev.offhook.tenant.rules;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Llm;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.tenant.configuration.FaultKind;

/** What must hold for what the assistant says, and for its LLM. */
final class AssistantRules {
    private static final int LONGEST_INSTRUCTIONS = 8_000;
    private static final double HIGHEST_TEMPERATURE = 2;
    private static final int MOST_TOKENS = 4096;
    private static final int LONGEST_URL = 500;

    private final Assistant assistant;
    private final Faults faults;

    AssistantRules(Assistant assistant, Faults faults) {
        this.assistant = assistant;
        this.faults = faults;
    }

    void check() {
        faults.text("assistant.greeting", assistant.greeting(), "Good day! How can I help you?");
        faults.texts("assistant.noMatch", assistant.noMatch(), "Could you say that in other words?");
        if (assistant.rules() == null) {
            faults.present("assistant.rules", null, "[] for none");
        } else {
            rules(assistant.rules());
        }
        if (assistant.phrases() == null) {
            faults.add(
                    "assistant.phrases",
                    null,
                    FaultKind.MISSING,
                    "is missing; it holds silent, fillers, fallback and others",
                    "{silent, fillers, fallback, …}");
        } else {
            phrases(assistant.phrases());
        }
        if (assistant.instructions() != null) {
            faults.text(
                    "assistant.instructions",
                    assistant.instructions(),
                    LONGEST_INSTRUCTIONS,
                    "You are the concierge of Hotel Royal.");
        }
        if (assistant.llm() != null) {
            llm(assistant.llm());
        }
        handoff();
    }

    private void rules(List<Rule> rules) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            String field = "assistant.rules[" + i + "]";
            Rule rule = rules.get(i);
            faults.text(field + ".id", rule.id(), "price");
            faults.unique(field + ".id", rule.id(), ids);
            faults.texts(field + ".when", rule.when(), "how much");
            faults.text(field + ".say", rule.say(), "A room is 100 euros.");
        }
    }

    private void phrases(Phrases phrases) {
        String field = "assistant.phrases.";
        faults.text(field + "silent", phrases.silent(), "I did not hear you.");
        faults.texts(field + "fillers", phrases.fillers(), "One moment, please.");
        faults.text(field + "fallback", phrases.fallback(), "Sorry, could you repeat that?");
        faults.text(field + "lastResort", phrases.lastResort(), "Please call again later.");
        faults.text(field + "voiceNotInPlan", phrases.voiceNotInPlan(), "Please text us.");
        faults.text(field + "channelOff", phrases.channelOff(), "This number is not in service.");
        faults.text(field + "recorded", phrases.recorded(), "Thank you, we will call you back.");
    }

    private void llm(Llm llm) {
        String field = "assistant.llm.";
        if (llm.baseUrl() != null && !isEndpoint(llm.baseUrl())) {
            // Not shown: what makes it bad may be a password in it.
            faults.add(
                    field + "baseUrl",
                    null,
                    FaultKind.NOT_A_URL,
                    "is no absolute http or https URL without user, query and fragment; good is"
                            + " https://api.openai.com/v1, with the key in secrets.llm.api-key",
                    "https://api.openai.com/v1");
        }
        faults.optionalText(field + "model", llm.model(), "gpt-4.1-mini");
        // Written so that NaN, which YAML can say, is out of range.
        if (llm.temperature() != null && !(llm.temperature() >= 0 && llm.temperature() <= HIGHEST_TEMPERATURE)) {
            faults.add(
                    field + "temperature",
                    llm.temperature(),
                    FaultKind.OUT_OF_RANGE,
                    llm.temperature() + " is not from 0 to 2; good is 0.3",
                    0,
                    2,
                    "0.3");
        }
        faults.range(field + "maxTokens", llm.maxTokens(), 1, MOST_TOKENS, 300);
    }

    private void handoff() {
        URI url = assistant.handoff();
        if (url != null
                && (!isEndpoint(url)
                        || !"https".equalsIgnoreCase(url.getScheme())
                        || url.toString().length() > LONGEST_URL)) {
            faults.add(
                    "assistant.handoff",
                    null,
                    FaultKind.NOT_A_URL,
                    "is no absolute https URL of at most " + LONGEST_URL
                            + " characters without user, query and fragment; good is https://t.me/hr_consultant",
                    "https://t.me/hr_consultant");
        }
        if (url == null && EventJson.mapper().valueToTree(assistant).toString().contains(Assistant.HANDOFF)) {
            faults.add(
                    "assistant.handoff",
                    null,
                    FaultKind.MISSING,
                    "is missing, and a text says " + Assistant.HANDOFF + "; good is https://t.me/hr_consultant",
                    "https://t.me/hr_consultant");
        }
    }

    private static boolean isEndpoint(URI url) {
        return ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }
}
