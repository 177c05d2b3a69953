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

    /** After how long without a message a socket is closed. A transferred call may be silent for long. */
    @WithDefault("30m")
    Duration idleLimit();
}
