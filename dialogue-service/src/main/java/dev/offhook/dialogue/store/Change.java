package dev.offhook.dialogue.store;

import java.time.Instant;

import dev.offhook.dialogue.conversation.Turn;
import dev.offhook.events.ConversationRecord.Outcome;

/** What an event changes beside the conversation itself. */
public sealed interface Change {

    /**
     * A new turn, complete or open.
     *
     * @param turn the turn
     * @param receivedAt when its event happened
     */
    record Taken(Turn turn, Instant receivedAt) implements Change {}

    /**
     * The answer to an event was not heard.
     *
     * @param eventId that event's id
     */
    record Unheard(String eventId) implements Change {}

    /**
     * Of the last answer only this was heard.
     *
     * @param turn that turn's number
     * @param words may be empty
     */
    record Interrupted(int turn, String words) implements Change {}

    /**
     * An older conversation of the same thread is over.
     *
     * @param conversationId its id
     */
    record Lapsed(String conversationId) implements Change {}

    /**
     * A recording came, or the words of one.
     *
     * @param url where the provider keeps it
     * @param durationSeconds its length, null when unknown
     * @param text its words, null when unknown
     * @param at when it came
     */
    record Recorded(String url, Integer durationSeconds, String text, Instant at) implements Change {}

    /**
     * The conversation is over.
     *
     * @param outcome how it ended
     * @param durationSeconds length of the call, null when unknown
     */
    record Ended(Outcome outcome, Integer durationSeconds) implements Change {}
}
