package dev.offhook.dialogue.erasure;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How erasure requests are worked on. */
@ConfigMapping(prefix = "offhook.erasure")
public interface ErasureConfiguration {

    /** How often a replica looks for work. */
    @WithDefault("5s")
    Duration pollEvery();

    /** After how long another replica takes over from one that died. Above the provider's timeouts. */
    @WithDefault("1m")
    Duration lease();

    /** How often a request is looked at that waits for a call to end, for a record or for a provider. */
    @WithDefault("10s")
    Duration lookAgain();

    /** The first pause after a provider failed to delete a recording; it doubles with every attempt. */
    @WithDefault("5s")
    Duration pause();

    /** The longest pause: a recording is tried until the provider says that it is gone. */
    @WithDefault("1h")
    Duration longestPause();
}
