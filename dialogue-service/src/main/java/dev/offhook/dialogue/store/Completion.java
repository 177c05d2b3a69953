package dev.offhook.dialogue.store;

import java.util.List;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.events.Event;

/**
 * The end of an open turn.
 *
 * @param conversation as it shall be
 * @param turn the turn, complete
 * @param from how many messages of the answer are stored already
 * @param messages the rest of them, in order
 * @param firstWordsMillis from the event to the first words on the replies topic; null when they are still to come
 * @param inputTokens what an LLM read, null when none did
 * @param outputTokens what an LLM wrote, null when none did
 */
public record Completion(
        Conversation conversation,
        Turn turn,
        int from,
        List<Event> messages,
        Integer firstWordsMillis,
        Integer inputTokens,
        Integer outputTokens) {}
