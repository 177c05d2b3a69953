package dev.offhook.webhook.ingress;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** How many requests and turns this replica has open: a number, so that turning one away needs no memory. */
@ApplicationScoped
public class Held {
    private static final int FOR_WHAT_WAS_BEGUN = 2;

    private final AtomicInteger open = new AtomicInteger();
    private final int atMost;
    private final Counter turnedAway;

    Held(HoldConfiguration hold, MeterRegistry metrics) {
        atMost = hold.atMost();
        Gauge.builder("offhook.held", open, AtomicInteger::get)
                .description("Requests and turns that are open")
                .register(metrics);
        turnedAway = Counter.builder("offhook.held.turned.away")
                .description("Requests and turns that there was no room for")
                .register(metrics);
    }

    // The gauge is there before the first call.
    void start(@Observes StartupEvent event) {
        open.set(0);
    }

    /**
     * Takes room for something new.
     *
     * @return false when there is none; otherwise {@link #leave} gives it back, once
     */
    public boolean enter() {
        return enter(atMost);
    }

    /** {@link #enter} for a request that comes back for what was begun. */
    public boolean enterAgain() {
        return enter(atMost * FOR_WHAT_WAS_BEGUN);
    }

    /** Gives room back. */
    public void leave() {
        open.decrementAndGet();
    }

    private boolean enter(int most) {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        turnedAway.increment();
        return false;
    }
}
