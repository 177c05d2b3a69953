package dev.offhook.local.simulator;

import java.time.Duration;
import java.util.Map;

/**
 * What a provider answers, and how.
 *
 * @param status of HTTP
 * @param body written as JSON, {@link Media} as it is; null for an answer without a body
 * @param headers besides those of the body
 * @param pause before the answer
 * @param reset true: the connection is reset, nothing is answered
 */
public record ApiAnswer(int status, Object body, Map<String, String> headers, Duration pause, boolean reset) {
    /** No answer: the connection is reset. */
    public static final ApiAnswer RESET = new ApiAnswer(0, null, Map.of(), Duration.ZERO, true);

    /** An answer at once. */
    public ApiAnswer(int status, Object body) {
        this(status, body, Map.of(), Duration.ZERO, false);
    }

    /** The same with one more header. */
    public ApiAnswer with(String header, String value) {
        return new ApiAnswer(status, body, Map.of(header, value), pause, reset);
    }

    /** The same, later. */
    public ApiAnswer after(Duration delay) {
        return new ApiAnswer(status, body, headers, pause.plus(delay), reset);
    }
}
