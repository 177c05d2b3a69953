package dev.offhook.dialogue.llm;

import java.util.List;

/**
 * Estimates tokens without the model's vocabulary: four ASCII characters or two others make a token, and a message
 * costs four more. Real tokenizers need less (English about 4.5 characters a token, Russian 2 to 4), so that windows and
 * budgets err on the safe side.
 */
public final class Tokens {
    private static final int PER_MESSAGE = 4;

    private Tokens() {}

    /** The tokens of a text, 0 for an empty one. */
    public static int of(String text) {
        int others = (int) text.chars().filter(character -> character > 127).count();
        return (text.length() - others + 3) / 4 + (others + 1) / 2;
    }

    /** The tokens of a message with its tool calls. */
    public static int of(LlmMessage message) {
        int tokens = PER_MESSAGE + of(message.text());
        if (message instanceof LlmMessage.Assistant assistant) {
            for (ToolCall call : assistant.toolCalls()) {
                tokens += PER_MESSAGE + of(call.name()) + of(call.arguments());
            }
        }
        return tokens;
    }

    /** The tokens of a system prompt and a conversation. */
    public static int of(String system, List<LlmMessage> history) {
        return PER_MESSAGE + of(system) + history.stream().mapToInt(Tokens::of).sum();
    }
}
