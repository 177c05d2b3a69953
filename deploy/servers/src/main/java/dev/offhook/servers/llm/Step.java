package dev.offhook.servers.llm;

import java.time.Duration;

/** One thing that a scripted answer does, in order. */
public sealed interface Step {
    /** Waits. */
    record Delay(Duration length) implements Step {}

    /** Sends a piece of the answer's text, as one event of its own. */
    record Text(String piece) implements Step {}

    /** Sends an event that carries nothing: a role and an empty text. */
    record Metadata() implements Step {}

    /**
     * Calls a tool; its arguments are sent in fragments of a few characters.
     *
     * @param id the call's id, e.g. {@code call_1}
     * @param name the tool's name
     * @param arguments JSON, or what a broken model writes instead of it
     */
    record ToolCall(String id, String name, String arguments) implements Step {}

    /** Sends a line of the event stream as it stands, with a line feed behind it. */
    record Raw(String line) implements Step {}

    /** Says why the answer ends: {@code stop}, {@code length}, {@code tool_calls} or {@code content_filter}. */
    record Finish(String reason) implements Step {}

    /** Says what the answer costs, in tokens, in place of what the server counted itself. */
    record Usage(int in, int out) implements Step {}

    /** Sends nothing any more and keeps the connection open until the client closes it. */
    record Hang() implements Step {}

    /** Closes the connection at once: with the response ended in order when clean, in its middle otherwise. */
    record Cut(boolean clean) implements Step {}

    /** Resets the TCP connection. */
    record Reset() implements Step {}
}
