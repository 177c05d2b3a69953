package dev.offhook.dialogue.replay;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** One conversation that nobody has; it remembers its turns. Used by one thread. */
public interface Rehearsal {

    /**
     * What is answered. May block, for an LLM.
     *
     * @throws RuntimeException when nothing is; the turn is then shown as failed
     */
    Answered answer(Asked asked);

    /**
     * The caller's part of a turn.
     *
     * @param number the turn's number, 0 for the greeting of a call
     * @param text what the caller said, wrote or pressed; null when nothing
     * @param at when it was: hours and holidays are those of this moment
     */
    record Asked(int number, @Nullable String text, Instant at) {}

    /**
     * The answer.
     *
     * @param words all of them
     * @param source see {@link dev.offhook.events.ConversationRecord.Exchange#source()}
     * @param detail see {@link dev.offhook.events.ConversationRecord.Exchange#detail()}
     */
    record Answered(String words, String source, @Nullable String detail) {}
}
