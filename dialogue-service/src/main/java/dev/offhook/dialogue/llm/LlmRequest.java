package dev.offhook.dialogue.llm;

import java.util.List;

import dev.langchain4j.agent.tool.ToolSpecification;

/**
 * One answer that is wanted.
 *
 * @param settings the model
 * @param channel decides how markup is turned into plain text
 * @param system the system prompt, see {@link Prompts}
 * @param history the conversation, oldest first, ending with the caller's words or a tool's result
 * @param tools what the model may call; empty for none
 */
public record LlmRequest(
        LlmSettings settings, Channel channel, String system, List<LlmMessage> history, List<ToolSpecification> tools) {
    public LlmRequest {
        history = List.copyOf(history);
        tools = List.copyOf(tools);
    }
}
