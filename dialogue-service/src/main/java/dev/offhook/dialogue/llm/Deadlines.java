package dev.offhook.dialogue.llm;

import java.time.Duration;

/**
 * How long a model may take. All count from the start of the call, except {@code attempt} (from the start of each
 * attempt) and {@code stall} (from the last piece).
 *
 * @param attempt until the first piece of text or of a tool call; another attempt may follow
 * @param firstSentence until the first finished sentence, or until a tool call has begun
 * @param stall between two pieces
 * @param total until the end of the answer
 */
public record Deadlines(Duration attempt, Duration firstSentence, Duration stall, Duration total) {}
