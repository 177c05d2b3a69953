package dev.offhook.notification.sending;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages are sent. */
@ConfigMapping(prefix = "offhook.sending")
public interface SendingConfiguration {

    /**
     * When a message that a replica is at is taken from it: the replica has died. Above the longest time that a provider
     * may take, which is one connect and one read timeout of its client (18 s), twice where it is asked in two ways.
     */
    @WithDefault("60s")
    Duration lease();

    /** How often the queue is looked at without a hint that something is in it. */
    @WithDefault("250ms")
    Duration every();

    /** How many messages one replica is at. */
    @WithDefault("64")
    @Min(1)
    int inFlight();

    /** How many of them may be of one tenant: a provider that is slow for one must not keep all others waiting. */
    @WithDefault("32")
    @Min(1)
    int inFlightOfTenant();

    /**
     * Within a thread an older message that is due so soon goes first; one that waits longer (for its time, for a
     * provider) is overtaken.
     */
    @WithDefault("5s")
    Duration inOrderWithin();

    /** What becomes of a message that a provider surely has not taken. */
    Retry retry();

    /** When a provider's account is left alone. */
    Circuit circuit();

    /** What becomes of a message whose answer is lost. */
    Reconcile reconcile();

    /** The schedule of retries. */
    interface Retry {
        /** The pauses before the second attempt, the third…; after the last one the message has failed. */
        @WithDefault("1s,2s,5s,10s,30s,1m,2m,5m,10m,20m")
        List<Duration> pauses();

        /** By how much of itself a pause is longer or shorter at random, 0 to 1. */
        @WithDefault("0.2")
        @DecimalMin("0")
        @DecimalMax("1")
        double jitter();
    }

    /**
     * The circuit breaker of an account: it counts attempts that did not reach the provider or whose answer was lost,
     * not those that the provider refused.
     */
    interface Circuit {
        /** Of how many attempts… */
        @WithDefault("20")
        @Min(2)
        int attempts();

        /** …which part must have failed, more than 0, at most 1. */
        @WithDefault("0.5")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double failures();

        /** How long it is left alone then. */
        @WithDefault("10s")
        Duration pause();
    }

    /** How lost answers are looked for. */
    interface Reconcile {
        /** When after the attempt it is looked for the first time: providers list what they took some time later. */
        @WithDefault("60s")
        Duration after();

        /** When after that it is looked for again. A message that is not found then was not taken. */
        @WithDefault("90s")
        Duration again();

        /** When it is looked for again after the provider could not say what it has. */
        @WithDefault("15s")
        Duration failed();

        /** For how long a provider is asked that cannot say what it has; then the message has failed. */
        @WithDefault("24h")
        Duration giveUp();

        /** By how much a provider's clock may be behind ours. */
        @WithDefault("5s")
        Duration clockSkew();

        /** How often the queue of lost answers is looked at. */
        @WithDefault("1s")
        Duration every();
    }
}
