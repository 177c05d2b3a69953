package dev.offhook.webhook.twilio.relay;

import java.time.Clock;

/** A token bucket: so many at once, so many a second in the long run. */
final class Throttle {
    private final Clock clock;
    private final int atOnce;
    private final int perSecond;
    private double left;
    private long lookedAt;

    Throttle(Clock clock, int atOnce, int perSecond) {
        this.clock = clock;
        this.atOnce = atOnce;
        this.perSecond = perSecond;
        left = atOnce;
        lookedAt = clock.millis();
    }

    /** Takes one more; false when there is no room. */
    boolean takes() {
        long now = clock.millis();
        left = Math.min(atOnce, left + (now - lookedAt) / 1000.0 * perSecond);
        lookedAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
