package dev.offhook.dialogue.store;

import java.util.List;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.offhook.dialogue.conversation.Memory;
import dev.offhook.events.ConversationRecord.ToolResult;
import dev.offhook.events.EventJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is kept as JSON in a column. */
@RegisterForReflection(targets = {Memory.class, Memory.Handover.class})
final class StoredJson {
    private static final TypeReference<List<ToolResult>> TOOLS = new TypeReference<>() {};

    private StoredJson() {}

    static String write(Object value) {
        try {
            return EventJson.mapper().writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot be stored: " + value.getClass(), e);
        }
    }

    static Memory memory(String json) {
        if (json == null) {
            return Memory.EMPTY;
        }
        try {
            return EventJson.mapper().readValue(json, Memory.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("a conversation whose memory does not read", e);
        }
    }

    static List<ToolResult> tools(String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return EventJson.mapper().readValue(json, TOOLS);
        } catch (JacksonException e) {
            throw new IllegalStateException("a turn whose tools do not read", e);
        }
    }
}
