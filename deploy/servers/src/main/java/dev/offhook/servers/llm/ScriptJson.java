package dev.offhook.servers.llm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Scripts as JSON, for tools outside the JVM:
 * {@code {"always": script, "queue": [script, …]}}, both optional. A script is a string (a plain answer) or
 * {@code {"status": 200, "contentType": "text/html", "headers": {"Retry-After": "1"}, "steps": [step, …]}}, a step one
 * of {@code {"delay": "300ms"}}, {@code {"text": "Да."}}, {@code {"metadata": true}}, {@code {"raw": "data: x"}},
 * {@code {"toolCall": {"id": "call_1", "name": "transfer", "arguments": "{}"}}}, {@code {"finish": "length"}},
 * {@code {"usage": {"in": 10, "out": 5}}}, {@code {"hang": true}}, {@code {"cut": "clean"}}, {@code {"cut": true}},
 * {@code {"reset": true}}.
 */
final class ScriptJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PAUSE = Pattern.compile("(\\d{1,6})(ms|s)");

    /** What a tool put: null for no script for ever. */
    record Put(Script always, List<Script> queue) {}

    private ScriptJson() {}

    /**
     * Reads what a tool put.
     *
     * @throws IllegalArgumentException when it is none of the above; the message says what is wrong
     */
    static Put read(String text) {
        try {
            JsonNode put = JSON.readTree(text);
            if (!put.isObject()) {
                throw new IllegalArgumentException("expected {\"always\": script, \"queue\": [script, …]}");
            }
            List<Script> queue = new ArrayList<>();
            put.path("queue").forEach(script -> queue.add(script(script)));
            return new Put(put.hasNonNull("always") ? script(put.get("always")) : null, queue);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Script script(JsonNode script) {
        if (script.isTextual()) {
            return Script.text(script.asText());
        }
        Map<String, String> headers = new HashMap<>();
        script.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        List<Step> steps = new ArrayList<>();
        script.path("steps").forEach(step -> steps.add(step(step)));
        return new Script(
                script.path("status").asInt(200), script.path("contentType").asText(null), headers, steps);
    }

    private static Step step(JsonNode step) {
        if (!step.isObject() || step.size() != 1) {
            throw new IllegalArgumentException("a step has one field, e.g. {\"text\": \"Да.\"}: " + step);
        }
        String kind = step.fieldNames().next();
        JsonNode value = step.get(kind);
        return switch (kind) {
            case "delay" -> new Step.Delay(pause(value.asText()));
            case "text" -> new Step.Text(value.asText());
            case "metadata" -> new Step.Metadata();
            case "raw" -> new Step.Raw(value.asText());
            case "toolCall" ->
                new Step.ToolCall(
                        value.path("id").asText("call_1"),
                        value.path("name").asText(),
                        value.path("arguments").isTextual()
                                ? value.path("arguments").asText()
                                : value.path("arguments").toString());
            case "finish" -> new Step.Finish(value.asText());
            case "usage" ->
                new Step.Usage(value.path("in").asInt(), value.path("out").asInt());
            case "hang" -> new Step.Hang();
            case "cut" -> new Step.Cut(value.asText().equals("clean"));
            case "reset" -> new Step.Reset();
            default -> throw new IllegalArgumentException("no such step: " + kind);
        };
    }

    private static Duration pause(String text) {
        Matcher pause = PAUSE.matcher(text);
        if (!pause.matches()) {
            throw new IllegalArgumentException("a delay looks like 300ms or 2s: " + text);
        }
        long amount = Long.parseLong(pause.group(1));
        return pause.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    }
}
