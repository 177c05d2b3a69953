package dev.offhook.dialogue.llm;

import java.time.Duration;

/** The deadlines of one attempt, and which of them comes next. For one thread. */
final class Patience {
    private final Deadlines deadlines;
    private final long call;
    private final long attempt;
    private long lastPiece;
    private boolean pieces;
    private boolean useful;

    /**
     * Of an attempt that starts now.
     *
     * @param call when the call began, by {@link System#nanoTime()}
     */
    Patience(Deadlines deadlines, long call) {
        this.deadlines = deadlines;
        this.call = call;
        this.attempt = System.nanoTime();
    }

    /** A piece of text or of a tool call came. */
    void piece() {
        pieces = true;
        lastPiece = System.nanoTime();
    }

    /** A sentence is finished, or a tool call has begun. */
    void useful() {
        useful = true;
    }

    /** Nanoseconds until the next deadline; 0 or less when it has passed. */
    long left() {
        return next() - System.nanoTime();
    }

    /** What it means when the next deadline passes. */
    Outcome verdict() {
        long next = next();
        if (next == at(call, deadlines.total())) {
            return Outcome.TIMEOUT_TOTAL;
        }
        return pieces && next == at(lastPiece, deadlines.stall()) ? Outcome.STALLED : Outcome.TIMEOUT_FIRST;
    }

    private long next() {
        long next = at(call, deadlines.total());
        if (pieces) {
            next = earlier(next, at(lastPiece, deadlines.stall()));
        } else {
            next = earlier(next, at(attempt, deadlines.attempt()));
        }
        return useful ? next : earlier(next, at(call, deadlines.firstSentence()));
    }

    private static long at(long start, Duration length) {
        return start + length.toNanos();
    }

    /** Nano times may overflow: only their differences compare. */
    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
