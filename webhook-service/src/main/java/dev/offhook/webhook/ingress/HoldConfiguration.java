package dev.offhook.webhook.ingress;

import java.time.Duration;

import dev.offhook.events.TenantConfiguration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long a caller waits for what. */
@ConfigMapping(prefix = "offhook.hold")
public interface HoldConfiguration {

    /** How long Kafka may take to acknowledge an event before the static fallback is spoken. */
    @WithDefault("2500ms")
    Duration publishWithin();

    /** How long a Twilio request is held before a filler phrase is spoken. */
    @WithDefault("1200ms")
    Duration fillerAfter();

    /** How long each poll after a filler is held. */
    @WithDefault("3500ms")
    Duration pollFor();

    /** How many fillers are spoken before the fallback. */
    @WithDefault("2")
    int fillers();

    /**
     * After how long without anything new from the dialogue a turn is ended without it: on a transport that knows no
     * filler, and where the caller has heard a part of the answer.
     */
    @WithDefault("3800ms")
    Duration fallbackAfter();

    /** How long a poll that has words to speak waits for the end of the answer. */
    @WithDefault("150ms")
    Duration settle();

    /** How long a request is held at most while parts of its answer come. Providers give up after 15 s. */
    @WithDefault("12s")
    Duration wholeWithin();

    /**
     * How many requests and turns this replica has open at most. Beyond it a new turn gets the static fallback in words,
     * and a message or a status 503; polls, which come back for what was begun, are turned away beyond twice as many.
     */
    @WithDefault("4000")
    int atMost();

    /** {@link #fillerAfter()}, or what the tenant has set. */
    default Duration fillerAfter(TenantConfiguration tenant) {
        return millis(tenant.calls().patience().fillerAfterMillis(), fillerAfter());
    }

    /** {@link #fillers()}, or what the tenant has set. */
    default int fillers(TenantConfiguration tenant) {
        Integer own = tenant.calls().patience().fillers();
        return own == null ? fillers() : own;
    }

    /** {@link #fallbackAfter()}, or what the tenant has set. */
    default Duration fallbackAfter(TenantConfiguration tenant) {
        return millis(tenant.calls().patience().fallbackAfterMillis(), fallbackAfter());
    }

    private static Duration millis(Integer own, Duration platform) {
        return own == null ? platform : Duration.ofMillis(own);
    }
}
