package dev.offhook.webhook.refusals;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many refused requests are told of. The counter {@code offhook.requests.refused} has them all. */
@ConfigMapping(prefix = "offhook.refusals")
public interface RefusalsConfiguration {
    /** One of the same tenant, reason and path in so long. */
    @WithDefault("10s")
    Duration every();

    /** So many in a minute in all, on this replica. */
    @WithDefault("60")
    int perMinute();

    /** So many on their way to Kafka at a time. */
    @WithDefault("16")
    int underWay();
}
