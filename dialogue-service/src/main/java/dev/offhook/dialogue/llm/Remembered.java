package dev.offhook.dialogue.llm;

/**
 * A message of the stored conversation.
 *
 * @param message what was said; of the assistant only what was heard
 * @param fallback true for a phrase that stood in for an answer: the model must not see it, or it learns to apologise
 */
public record Remembered(LlmMessage message, boolean fallback) {
    /** A message that the model may see. */
    public Remembered(LlmMessage message) {
        this(message, false);
    }
}
