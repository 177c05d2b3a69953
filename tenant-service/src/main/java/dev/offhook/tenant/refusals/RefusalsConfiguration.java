package dev.offhook.tenant.refusals;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many refused requests are kept. */
@ConfigMapping(prefix = "offhook.refusals")
public interface RefusalsConfiguration {

    /** For how long; the topic keeps them for 7 days. */
    @WithDefault("7d")
    Duration keptFor();

    /** Of one tenant, at most; the oldest go first. */
    @WithDefault("200")
    int keptPerTenant();

    /** How often what is too old, or too much, is deleted. */
    @WithDefault("10m")
    Duration cleanedEvery();

    /** The pause after the database could not take one. */
    @WithDefault("1s")
    Duration tryAgainAfter();
}
