package dev.offhook.dialogue.llm;

/** Hears an answer while the model writes it. */
@FunctionalInterface
public interface LlmListener {
    /**
     * Takes a finished sentence, on the thread that called {@link LlmClient#converse}. What it throws ends the call,
     * closes the connection, and is thrown on to the caller.
     *
     * @param sentence plain text for the request's channel, never blank
     */
    void sentence(String sentence);
}
