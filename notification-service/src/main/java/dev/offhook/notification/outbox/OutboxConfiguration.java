package dev.offhook.notification.outbox;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the outbox is emptied. */
@ConfigMapping(prefix = "offhook.outbox")
public interface OutboxConfiguration {

    /** How often the outbox is looked at without a hint that something is in it: after a failure, or after a crash. */
    @WithDefault("250ms")
    Duration every();

    /** How many rows one transaction publishes, 1 to 500: so many are published again after a crash at the worst. */
    @WithDefault("200")
    @Min(1)
    @Max(500)
    int batchSize();
}
