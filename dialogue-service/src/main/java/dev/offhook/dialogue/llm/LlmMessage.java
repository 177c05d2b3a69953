package dev.offhook.dialogue.llm;

import java.util.List;

/** One message of a conversation as the model sees it. */
public sealed interface LlmMessage {
    /** What the message says; empty when an assistant only called tools. */
    String text();

    /** The caller's words. */
    record Caller(String text) implements LlmMessage {}

    /**
     * What the assistant said.
     *
     * @param toolCalls the tools it called with it; each needs its {@link ToolResult} among the messages that follow
     */
    record Assistant(String text, List<ToolCall> toolCalls) implements LlmMessage {
        public Assistant {
            toolCalls = List.copyOf(toolCalls);
        }

        /** What the assistant said, without tools. */
        public Assistant(String text) {
            this(text, List.of());
        }
    }

    /** What came of a tool call: the id and the name of the call, and what really happened. */
    record ToolResult(String id, String name, String text) implements LlmMessage {}
}
