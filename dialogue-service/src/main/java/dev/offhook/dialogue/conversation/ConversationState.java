package dev.offhook.dialogue.conversation;

/**
 * What a conversation remembers from one turn to the next.
 *
 * @param lastTurn number of the last turn, -1 before the first
 * @param asked the question that is open, null when none is
 * @param misses how many turns nothing had an answer for
 * @param memory what else
 */
public record ConversationState(int lastTurn, String asked, int misses, Memory memory) {
    /** A conversation in which nothing was said yet. */
    public static final ConversationState FRESH = new ConversationState(-1, null, 0);

    /** The state of a conversation that remembers nothing special. */
    public ConversationState(int lastTurn, String asked, int misses) {
        this(lastTurn, asked, misses, Memory.EMPTY);
    }

    /**
     * The number of the next turn: the ingress's, unless it is taken already.
     *
     * @param hint the number that the ingress knows the turn by, null when it knows none
     * @param least 0 for a greeting, 1 for a turn of the caller
     */
    int number(Integer hint, int least) {
        return Math.max(Math.max(least, lastTurn + 1), hint == null ? 0 : hint);
    }

    /**
     * The state after the caller did not hear the answer of a turn: the question that was open before it is open again.
     * An answer that later turns were built on is past taking back.
     */
    public ConversationState without(Turn unheard) {
        return unheard.number() == lastTurn
                ? new ConversationState(lastTurn, unheard.askedBefore(), misses, memory)
                : this;
    }

    /** It, remembering something else. */
    public ConversationState with(Memory next) {
        return new ConversationState(lastTurn, asked, misses, next);
    }
}
