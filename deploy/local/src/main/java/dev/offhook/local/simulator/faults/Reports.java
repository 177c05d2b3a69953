package dev.offhook.local.simulator.faults;

import java.time.Duration;

/**
 * How a message ends at the provider, and how the provider tells it.
 *
 * @param end the last state: {@code delivered}, {@code undelivered} or {@code failed}
 * @param errorCode why it was not delivered, null where it was
 * @param lost nothing is told; whoever looks the message up finds its state
 * @param twice everything is told twice
 * @param reversed the last state is told first
 * @param late how much later than usual everything is told
 */
public record Reports(String end, Integer errorCode, boolean lost, boolean twice, boolean reversed, Duration late) {

    /** Sent, then delivered, each told once and in this order. */
    public static final Reports PLAIN = new Reports("delivered", null, false, false, false, Duration.ZERO);

    Reports ending(String state, int code) {
        return new Reports(state, code, lost, twice, reversed, late);
    }

    Reports withoutAWord() {
        return new Reports(end, errorCode, true, twice, reversed, late);
    }

    Reports toldTwice() {
        return new Reports(end, errorCode, lost, true, reversed, late);
    }

    Reports toldBackwards() {
        return new Reports(end, errorCode, lost, twice, true, late);
    }

    Reports toldLater(Duration delay) {
        return new Reports(end, errorCode, lost, twice, reversed, delay);
    }
}
