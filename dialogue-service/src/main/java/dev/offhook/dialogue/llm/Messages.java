package dev.offhook.dialogue.llm;

import java.util.ArrayList;
import java.util.List;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;

/** Our messages as LangChain4j's, and back. */
final class Messages {
    /** LangChain4j refuses blank texts, which a caller's silence or a tool without a word may be. */
    private static final String NOTHING = "…";

    private Messages() {}

    static List<ChatMessage> of(String system, List<LlmMessage> history) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(said(system)));
        for (LlmMessage message : history) {
            messages.add(
                    switch (message) {
                        case LlmMessage.Caller(var text) -> UserMessage.from(said(text));
                        case LlmMessage.Assistant(var text, var calls) ->
                            calls.isEmpty() ? AiMessage.from(said(text)) : calling(text, calls);
                        case LlmMessage.ToolResult(var id, var name, var text) ->
                            ToolExecutionResultMessage.from(id, name, said(text));
                    });
        }
        return messages;
    }

    static List<ToolCall> toolCalls(AiMessage message) {
        return message.toolExecutionRequests().stream()
                .map(call -> new ToolCall(call.id(), call.name(), call.arguments()))
                .toList();
    }

    private static AiMessage calling(String text, List<ToolCall> calls) {
        var message = AiMessage.builder()
                .toolExecutionRequests(calls.stream()
                        .map(call -> ToolExecutionRequest.builder()
                                .id(call.id())
                                .name(call.name())
                                .arguments(call.arguments())
                                .build())
                        .toList());
        return text.isBlank() ? message.build() : message.text(text).build();
    }

    private static String said(String text) {
        return text.isBlank() ? NOTHING : text;
    }
}
