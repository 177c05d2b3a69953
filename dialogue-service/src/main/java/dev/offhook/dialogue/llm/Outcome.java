package dev.offhook.dialogue.llm;

import java.util.Locale;

/** How a call of a model ended. */
public enum Outcome {
    /** The answer is whole. */
    COMPLETE,
    /** No connection: refused, no such host, no route, TLS, or not in time. */
    CONNECT,
    /** No first piece, or no first sentence, in time. */
    TIMEOUT_FIRST,
    /** The answer was not over in time. */
    TIMEOUT_TOTAL,
    /** Pieces came, then none any more. */
    STALLED,
    /** The connection was closed in the middle of the answer. */
    CUT,
    /** The provider does not take the request: 401, 403, or another 4xx. */
    REFUSED,
    /** Too many requests or no credit: 429. */
    LIMITED,
    /** The provider's own failure: 5xx. */
    SERVER,
    /** The provider's answer is none: no event stream, no JSON, neither words nor a tool call, too large. */
    GARBAGE,
    /** The connection was reset, or closed before an answer began. */
    RESET,
    /** {@link Cancellation#cancel()}. */
    CANCELLED,
    /** Nothing was sent: this model failed too often a moment ago. */
    CIRCUIT_OPEN;

    /** For metrics and transcripts, e.g. {@code timeout-first}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a second attempt may end better. */
    boolean worthAnotherAttempt() {
        return switch (this) {
            case CONNECT, TIMEOUT_FIRST, CUT, SERVER, GARBAGE, RESET -> true;
            case COMPLETE, TIMEOUT_TOTAL, STALLED, REFUSED, LIMITED, CANCELLED, CIRCUIT_OPEN -> false;
        };
    }

    /** Whether it says that the provider is ill, whoever asks: what the circuit breaker counts. */
    boolean blamesProvider() {
        return switch (this) {
            case CONNECT, TIMEOUT_FIRST, TIMEOUT_TOTAL, STALLED, CUT, SERVER, GARBAGE, RESET -> true;
            case COMPLETE, REFUSED, LIMITED, CANCELLED, CIRCUIT_OPEN -> false;
        };
    }
}
