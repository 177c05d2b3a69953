package dev.offhook.dialogue.record;

/**
 * A place on the topic of records.
 *
 * @param partition which
 * @param offset of the record that stands there, or will
 */
record TopicPlace(int partition, long offset) {}
