package dev.offhook.dialogue.turns;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.conversation.Conversation.Medium;
import dev.offhook.dialogue.conversation.Decision;
import dev.offhook.dialogue.conversation.Dialogue;
import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.dialogue.knowledge.Knowledge;
import dev.offhook.dialogue.llm.Channel;
import dev.offhook.dialogue.llm.LlmConfiguration;
import dev.offhook.dialogue.llm.LlmMessage;
import dev.offhook.dialogue.llm.LlmSettings;
import dev.offhook.dialogue.llm.PromptInput;
import dev.offhook.dialogue.llm.Prompts;
import dev.offhook.dialogue.llm.Remembered;
import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.events.TenantConfiguration;

/** What an LLM is shown of a tenant and a conversation. */
@ApplicationScoped
class LlmPrompts {
    private static final int PASSAGES = 4;
    /** The part of the tokens that is the conversation's; the rest is the system prompt's. */
    private static final double FOR_THE_CONVERSATION = 0.5;

    private final ConversationStore store;
    private final Knowledge knowledge;
    private final DialogueConfiguration configuration;
    private final LlmConfiguration llm;

    LlmPrompts(
            ConversationStore store, Knowledge knowledge, DialogueConfiguration configuration, LlmConfiguration llm) {
        this.store = store;
        this.knowledge = knowledge;
        this.configuration = configuration;
        this.llm = llm;
    }

    /** Everything that an LLM needs to know to answer one question. Blocks for a query and a search. */
    LlmSpeaker.Script script(Dialogue dialogue, Decision.Ask ask, LlmSettings model) {
        return script(
                dialogue, ask, model, store.history(ask.situation().conversation(), configuration.historyTurns()));
    }

    /**
     * The same for a conversation that is not stored.
     *
     * @param turns its turns until now, the oldest first
     */
    LlmSpeaker.Script script(Dialogue dialogue, Decision.Ask ask, LlmSettings model, List<Turn> turns) {
        boolean call = ask.situation().medium() == Medium.CALL;
        var tools = LlmTools.of(dialogue.tenant(), call);
        return new LlmSpeaker.Script(dialogue, ask, model, system(dialogue, ask, tools), history(ask, turns), tools);
    }

    /** The conversation as the LLM remembers it, ending with what the caller just said. */
    private List<LlmMessage> history(Decision.Ask ask, List<Turn> turns) {
        var remembered = new ArrayList<Remembered>();
        for (Turn turn : turns) {
            if (turn.callerText() != null) {
                remembered.add(new Remembered(new LlmMessage.Caller(turn.callerText())));
            }
            if (turn.answer() != null && !turn.answer().isBlank()) {
                remembered.add(new Remembered(
                        new LlmMessage.Assistant(turn.answer()), !turn.source().meant()));
            }
        }
        remembered.add(new Remembered(new LlmMessage.Caller(ask.words())));
        return Prompts.window(remembered, (int) (llm.contextTokens() * FOR_THE_CONVERSATION));
    }

    private String system(Dialogue dialogue, Decision.Ask ask, List<ToolSpecification> tools) {
        TenantConfiguration tenant = dialogue.tenant();
        var situation = ask.situation();
        var language = Locale.forLanguageTag(dialogue.language(situation));
        ZoneId zone = tenant.timeZone() == null ? ZoneOffset.UTC : tenant.timeZone();
        var found = knowledge.search(tenant.slug(), tenant.version(), ask.words(), PASSAGES).stream()
                .map(passage -> passage.title() + ": " + passage.text())
                .toList();
        String instructions = tenant.assistant().instructions();
        var input = new PromptInput(
                tenant.name(),
                instructions == null ? "" : instructions,
                hours(dialogue, ask, language),
                found,
                situation.medium() == Medium.CALL ? Channel.VOICE : Channel.SMS,
                language,
                situation.now().atZone(zone),
                Objects.toString(tenant.assistant().handoff(), ""),
                tools.stream()
                        .map(tool -> tool.name() + ": " + tool.description())
                        .toList());
        return Prompts.system(input, (int) (llm.contextTokens() * (1 - FOR_THE_CONVERSATION)));
    }

    private static String hours(Dialogue dialogue, Decision.Ask ask, Locale language) {
        if (dialogue.tenant().hours() == null) {
            return "";
        }
        boolean open = dialogue.hours().openAt(ask.situation().now());
        boolean russian = language.getLanguage().equals("ru");
        String now = russian ? open ? "сейчас открыто" : "сейчас закрыто" : open ? "open now" : "closed now";
        return dialogue.hours().describe(language) + "; " + now;
    }
}
