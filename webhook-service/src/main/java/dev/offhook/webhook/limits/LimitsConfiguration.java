package dev.offhook.webhook.limits;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of what is taken. The size of a body and of a head are {@code quarkus.http.limits}. */
@ConfigMapping(prefix = "offhook.limits")
public interface LimitsConfiguration {
    /** How many headers a request may have. */
    @WithDefault("100")
    int headers();

    /** How many parameters a form or a query may have. */
    @WithDefault("1000")
    int parameters();

    /** How deep a JSON body may nest. */
    @WithDefault("32")
    int jsonDepth();

    /** How long the head of a request may take to come in, from its first byte. */
    @WithDefault("10s")
    Duration headWithin();

    /** How long the body of a request may take to come in, from the end of its head. */
    @WithDefault("10s")
    Duration bodyWithin();

    /** Requests that nobody could verify, for each source address: an IPv4 address, or an IPv6 network of 64 bits. */
    Unverified unverified();

    /** Requests that were verified, for each tenant: providers share addresses. */
    Tenant tenant();

    /** A token bucket for each source address that sent something unverified. */
    interface Unverified {
        /** How many at once. */
        @WithDefault("120")
        int burst();

        /** How many come back in a minute. */
        @WithDefault("120")
        int perMinute();

        /** How many source addresses are remembered at most; the least seen go first. */
        @WithDefault("50000")
        int sourcesAtMost();
    }

    /** A token bucket for each tenant. */
    interface Tenant {
        /** How many at once. */
        @WithDefault("2000")
        int burst();

        /** How many come back in a second. */
        @WithDefault("1000")
        int perSecond();
    }
}
