package dev.offhook.dialogue.llm;

/**
 * A tool that the model wants to use.
 *
 * @param id the provider's id of the call; its result carries the same
 * @param name the tool's name as the model wrote it: not checked
 * @param arguments JSON as the model wrote it: not checked, may be empty or broken
 */
public record ToolCall(String id, String name, String arguments) {}
