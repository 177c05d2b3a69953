package dev.offhook.dialogue.store;

import dev.offhook.dialogue.conversation.Conversation;

/**
 * The right to answer one open turn. It is lost when another writer changes the conversation.
 *
 * @param eventId the event that is answered
 * @param conversation as it stands in the database since the turn was taken
 */
public record Lease(String eventId, Conversation conversation) {}
