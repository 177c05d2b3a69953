package dev.offhook.dialogue.conversation;

import java.util.List;

import dev.offhook.events.Event;

/** What an event means for a conversation. */
public sealed interface Decision {

    /**
     * Answer it.
     *
     * @param next the state after this turn
     * @param turn the turn
     * @param messages what to publish, in order, at least one
     */
    record Answer(ConversationState next, Turn turn, List<Event> messages) implements Decision {}

    /**
     * The answer to an earlier event was not heard.
     *
     * @param eventId that event's id
     */
    record Unheard(String eventId) implements Decision {}

    /** The conversation is over. */
    record End() implements Decision {}

    /** Nothing changes and nobody waits. */
    record Nothing() implements Decision {}
}
