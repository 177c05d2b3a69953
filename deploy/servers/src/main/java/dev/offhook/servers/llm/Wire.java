package dev.offhook.servers.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** OpenAI's JSON documents, as its API reference describes chat completions. */
final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LlmCall call;

    Wire(LlmCall call) {
        this.call = call;
    }

    /** An event with this delta. */
    String chunk(ObjectNode delta, String finishReason) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject();
        choice.put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        if (call.wantsUsage()) {
            chunk.putNull("usage");
        }
        return event(chunk);
    }

    String role() {
        return chunk(JSON.createObjectNode().put("role", "assistant").put("content", ""), null);
    }

    String text(String piece) {
        return chunk(JSON.createObjectNode().put("content", piece), null);
    }

    String finish(String reason) {
        return chunk(JSON.createObjectNode(), reason);
    }

    /** The first fragment of a tool call names it. */
    String toolCall(int index, String id, String name) {
        ObjectNode delta = JSON.createObjectNode();
        ObjectNode fragment = delta.putArray("tool_calls").addObject();
        fragment.put("index", index).put("id", id).put("type", "function");
        fragment.putObject("function").put("name", name).put("arguments", "");
        return chunk(delta, null);
    }

    String toolArguments(int index, String fragment) {
        ObjectNode delta = JSON.createObjectNode();
        delta.putArray("tool_calls")
                .addObject()
                .put("index", index)
                .putObject("function")
                .put("arguments", fragment);
        return chunk(delta, null);
    }

    String usage(int in, int out) {
        ObjectNode chunk = head("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", usageOf(in, out));
        return event(chunk);
    }

    /** The answer in one piece. */
    String completion(Script script, int in, int out) {
        ObjectNode completion = head("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject();
        choice.put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", script.text().isEmpty() ? null : script.text());
        if (!script.toolCalls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (Step.ToolCall tool : script.toolCalls()) {
                calls.addObject()
                        .put("id", tool.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", tool.name())
                        .put("arguments", tool.arguments());
            }
        }
        choice.put("finish_reason", script.finishReason());
        completion.set("usage", usageOf(in, out));
        return completion.toString();
    }

    static String error(int status, String message) {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error")
                .put("message", message)
                .put(
                        "type",
                        switch (status) {
                            case 401, 403 -> "authentication_error";
                            case 429 -> "rate_limit_error";
                            default -> status < 500 ? "invalid_request_error" : "server_error";
                        })
                .putNull("param")
                .put("code", status == 401 ? "invalid_api_key" : null);
        return error.toString();
    }

    static String models() {
        ObjectNode models = JSON.createObjectNode().put("object", "list");
        ArrayNode data = models.putArray("data");
        AskedModel.NAMES.forEach(name -> data.addObject()
                .put("id", name)
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", "offhook"));
        return models.toString();
    }

    private ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-fake-" + call.number())
                .put("object", object)
                .put("created", call.at().getEpochSecond())
                .put("model", call.model());
    }

    private static ObjectNode usageOf(int in, int out) {
        return JSON.createObjectNode()
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
    }

    private static String event(JsonNode chunk) {
        return "data: " + chunk + "\n\n";
    }
}
