package dev.offhook.dialogue.llm;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param outcome how it ended
 * @param status the HTTP status of the last attempt, 0 when there was no response
 * @param text all the model wrote, as it wrote it, with the unfinished rest of an answer that broke off
 * @param sentences what was given to the listener
 * @param toolCalls in the model's order; empty unless complete
 * @param tokens of all attempts
 * @param attempts how many requests were sent, 0 to 2
 * @param firstSentence from the start of the call to the first sentence; null when there was none
 */
public record LlmResult(
        Outcome outcome,
        int status,
        String text,
        List<String> sentences,
        List<ToolCall> toolCalls,
        TokenCount tokens,
        int attempts,
        @Nullable Duration firstSentence) {
    public LlmResult {
        sentences = List.copyOf(sentences);
        toolCalls = List.copyOf(toolCalls);
    }

    /** Whether the answer is whole. */
    public boolean complete() {
        return outcome == Outcome.COMPLETE;
    }

    static LlmResult nothingSent(Outcome outcome) {
        return new LlmResult(outcome, 0, "", List.of(), List.of(), TokenCount.NONE, 0, null);
    }
}
