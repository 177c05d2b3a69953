package dev.offhook.dialogue.store;

/**
 * The record that an event came in.
 *
 * @param eventId its {@code ce_id}
 * @param partition the topic's partition
 * @param offset the place there
 */
public record Origin(String eventId, int partition, long offset) {}
