package dev.offhook.dialogue.llm;

import java.util.Map;

/** What a model found in a finished conversation, or why there is nothing. */
public sealed interface Summary {
    /** What the call cost. */
    TokenCount tokens();

    /**
     * There is one.
     *
     * @param summary a few sentences, never blank
     * @param fields the wanted fields that the conversation answers; the others are absent
     */
    record Present(String summary, Map<String, String> fields, TokenCount tokens) implements Summary {
        public Present {
            fields = Map.copyOf(fields);
        }
    }

    /** There is none. */
    record Absent(Reason reason, TokenCount tokens) implements Summary {}

    /** Why there is none. */
    enum Reason {
        /** The caller said nothing that could be summed up. */
        NOTHING_SAID,
        /** The model gave no whole answer. */
        LLM_FAILED,
        /** The model's answer is not the JSON that was asked for. */
        NOT_JSON
    }
}
