package dev.offhook.webhook.ingress;

import java.time.Duration;

import dev.offhook.events.TenantConfiguration;

/**
 * How a request waits for its turn.
 *
 * @param from the number of the first reply that the caller has not heard
 * @param atLeast it is held so long, unless an answer ends it
 * @param quiet it is held on while less than this has passed since the last reply
 * @param atMost and never longer than this
 * @param parts whether it takes a part of the answer
 */
record Patience(int from, Duration atLeast, Duration quiet, Duration atMost, Parts parts) {
    /** When a request takes words that have no end yet. */
    enum Parts {
        /** Never: the transport speaks once. */
        NEVER,
        /** When its time is over. */
        AT_THE_END,
        /** As soon as they are there: the caller hears nothing meanwhile. */
        SOON
    }

    /** The request that brings a turn, where a filler may follow. */
    static Patience first(HoldConfiguration hold, TenantConfiguration tenant) {
        var fillerAfter = hold.fillerAfter(tenant);
        return new Patience(0, fillerAfter, Duration.ZERO, fillerAfter, Parts.AT_THE_END);
    }

    /** A request that asks again, after a filler or after the words before reply {@code from}. */
    static Patience poll(HoldConfiguration hold, TenantConfiguration tenant, int from) {
        return from == 0
                ? new Patience(0, hold.pollFor(), Duration.ZERO, hold.pollFor(), Parts.SOON)
                : new Patience(
                        from, hold.fillerAfter(tenant), hold.fallbackAfter(tenant), hold.wholeWithin(), Parts.SOON);
    }

    /** A request on a transport that knows neither fillers nor parts. */
    static Patience whole(HoldConfiguration hold, TenantConfiguration tenant) {
        return new Patience(0, Duration.ZERO, hold.fallbackAfter(tenant), hold.wholeWithin(), Parts.NEVER);
    }
}
