package dev.offhook.notification.limits;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of tenants that say nothing else. */
@ConfigMapping(prefix = "offhook.limits")
public interface LimitsConfiguration {

    /**
     * Messages of one sender number in a second. More than a provider lets one number send: where a tenant says nothing,
     * it is the provider's queue that paces.
     */
    @WithDefault("250")
    @Min(1)
    int perSecond();

    /** How late a message may be and still use the place that it missed. */
    @WithDefault("500ms")
    Duration catchUp();
}
