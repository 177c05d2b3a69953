package dev.offhook.servers.llm;

import java.time.Instant;
import java.util.List;

/**
 * A request and what became of it.
 *
 * @param call the request
 * @param status the HTTP status of the answer
 * @param tokensIn charged for the request; 0 when it was refused
 * @param tokensOut charged for what was sent until now
 * @param sentences the finished sentences that were sent, in order
 * @param ended how the answer ended
 */
public record LedgerEntry(LlmCall call, int status, int tokensIn, int tokensOut, List<Flushed> sentences, Ended ended) {
    /**
     * A finished sentence.
     *
     * @param text the sentence
     * @param at when its last piece was handed to the socket
     * @param nanos the same moment by {@link System#nanoTime()}, for latencies within one JVM
     */
    public record Flushed(String text, Instant at, long nanos) {}

    /** How an answer ended. */
    public enum Ended {
        /** It did not yet. */
        OPEN,
        /** In order. */
        DONE,
        /** The server broke it off, as the script wanted. */
        BROKEN,
        /** The client closed the connection before the end. */
        CLOSED_BY_CLIENT
    }
}
