package dev.offhook.webhook.replies;

import java.util.List;

import dev.offhook.events.Reply.Say;

/**
 * The beginning, or a further part, of an answer whose end is not there yet.
 *
 * @param says what to speak, at least one, without a gap
 * @param next the number of the reply that follows them
 */
public record Words(List<Say> says, int next) {}
