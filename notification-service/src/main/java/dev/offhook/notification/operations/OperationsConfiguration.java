package dev.offhook.notification.operations;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the queue is looked after. */
@ConfigMapping(prefix = "offhook.operations")
public interface OperationsConfiguration {

    /** How often the figures of the queue are read for the meters. */
    @WithDefault("10s")
    Duration lookEvery();

    /** How often it is looked for what can be forgotten. */
    @WithDefault("1h")
    Duration forgetEvery();

    /** For how long texts, days and answers to HELP are kept: longer than the longest window, a week. */
    @WithDefault("32d")
    Duration keep();
}
