package dev.offhook.webhook.voximplant;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How Voximplant's requests are taken. */
@ConfigMapping(prefix = "offhook.voximplant")
public interface VoximplantConfiguration {

    /** How far the time that a scenario signs may lie from ours, in the past or in the future. */
    @WithDefault("300s")
    Duration replayWindow();

    /**
     * How long after the beginning of a stop that has a delay ({@code quarkus.shutdown.delay}) the calls of this replica
     * are sent elsewhere: long enough for proxies to notice that nothing new belongs here, shorter than the delay.
     */
    @WithDefault("2s")
    Duration reconnectAfter();

    /** After how long without a message a socket is closed. A transferred call may be silent for long. */
    @WithDefault("30m")
    Duration idleLimit();
}
