package dev.offhook.dialogue.conversation;

import java.util.ArrayList;
import java.util.List;

import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.TenantConfiguration.Tool;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.Words;

/** The answer of an LLM while it comes in: sentence by sentence, then what it wants done. For one thread. */
public final class LlmAnswer {
    private final Dialogue dialogue;
    private final Toolbox toolbox;
    private final Speech speech;
    private final Move move;
    private final Words words;
    private final List<ToolResult> done = new ArrayList<>();
    private int published;

    LlmAnswer(Dialogue dialogue, Toolbox toolbox, Speech speech, Move move, Words words) {
        this.dialogue = dialogue;
        this.toolbox = toolbox;
        this.speech = speech;
        this.move = move;
        this.words = words;
    }

    /** A finished sentence, as what is published for it at once. Only on a call. */
    public Say sentence(String text) {
        move.say(text);
        return speech.say(move.situation, move.memory(), published++, false, text.strip());
    }

    /** A finished sentence that is not published yet. */
    public void hold(String text) {
        move.say(text);
    }

    /** True when nothing was said yet. */
    public boolean silent() {
        return move.silent();
    }

    /**
     * Uses a tool.
     *
     * @return what really happened: {@code requested}, {@code noted}, {@code sent-before} or {@code refused}
     */
    public String use(ToolUse use) {
        boolean silent = move.silent();
        toolbox.use(use, move, words);
        ToolResult result = move.turn().tools().getLast();
        done.add(result);
        if (silent && use.tool() == Tool.END_CALL) {
            move.say(words.goodbye());
        }
        return result.result();
    }

    /** True when the conversation goes on somewhere else or ends after this: no more words are needed. */
    public boolean decided() {
        return !(move.ending() instanceof Ending.Listening);
    }

    /** Says what was done when the LLM said nothing about it; silent when there is nothing to say. */
    public void tellWhatWasDone() {
        if (move.silent()
                && done.stream()
                        .anyMatch(result -> result.tool() == Tool.SEND_SMS
                                && result.result().equals(Toolbox.REQUESTED))) {
            move.say(words.messageSent());
        }
    }

    /**
     * The whole answer; its messages are those that are not published yet.
     *
     * @param failure why the LLM did not finish; null when it did
     */
    public Decision.Answer complete(String failure) {
        move.because(failure);
        return dialogue.answer(move, published);
    }
}
