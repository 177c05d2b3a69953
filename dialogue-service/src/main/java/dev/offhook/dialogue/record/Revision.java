package dev.offhook.dialogue.record;

import java.time.Instant;

import dev.offhook.events.ConversationRecord;
import org.jspecify.annotations.Nullable;

/**
 * A stored revision that is to be published.
 *
 * @param tenant slug
 * @param document what is published
 * @param createdAt when it was stored: the time of its event
 * @param lookFrom where the topic ended before somebody tried to publish it; null when nobody has tried yet
 */
record Revision(
        String conversationId,
        String tenant,
        ConversationRecord document,
        Instant createdAt,
        @Nullable TopicPlace lookFrom) {}
