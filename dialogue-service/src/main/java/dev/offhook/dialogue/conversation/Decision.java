package dev.offhook.dialogue.conversation;

import java.util.List;

import dev.offhook.events.Event;

/** What an event means for a conversation. */
public sealed interface Decision {

    /** What the caller's turn or a message means: somebody waits for an answer. */
    sealed interface Reaction extends Decision {}

    /**
     * Answer it.
     *
     * @param next the state after this turn
     * @param turn the turn
     * @param messages what to publish, in order, at least one
     */
    record Answer(ConversationState next, Turn turn, List<Event> messages) implements Reaction {}

    /**
     * The caller's words, which want an answer: of the LLM, the knowledge base or the rules.
     *
     * @param number the turn's
     * @param words what was said or written, not blank
     * @param situation where the conversation stands
     */
    record Ask(int number, String words, Situation situation) implements Reaction {
        /** The turn while it is answered. */
        public Turn open() {
            return Turn.open(number, words, situation.state().asked());
        }
    }

    /**
     * The answer to an earlier event was not heard.
     *
     * @param eventId that event's id
     */
    record Unheard(String eventId) implements Decision {}

    /**
     * The caller spoke over the last answer.
     *
     * @param heard how much of it was heard; may be empty
     */
    record Interrupted(String heard) implements Decision {}

    /**
     * A recording is there, or the words of one.
     *
     * @param url where
     * @param durationSeconds its length, null when unknown
     * @param text its words, null when unknown
     * @param messages what to publish, maybe nothing
     */
    record Recorded(String url, Integer durationSeconds, String text, List<Event> messages) implements Decision {}

    /**
     * The conversation is over.
     *
     * @param durationSeconds length of the call, null when unknown
     */
    record End(Integer durationSeconds) implements Decision {}

    /** Nothing changes and nobody waits. */
    record Nothing() implements Decision {}
}
