package dev.offhook.notification.follow;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotEmpty;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When providers are asked what became of messages that they have taken. */
@ConfigMapping(prefix = "offhook.follow")
public interface FollowConfiguration {

    /**
     * The pauses before the first look, the second…; after the last one a message stays {@code sent}. What a provider
     * reports by a webhook is mostly there before the first.
     */
    @WithDefault("2m,10m,1h,6h,24h")
    @NotEmpty
    List<Duration> pauses();

    /** How often the messages that are due are looked at. */
    @WithDefault("1s")
    Duration every();
}
