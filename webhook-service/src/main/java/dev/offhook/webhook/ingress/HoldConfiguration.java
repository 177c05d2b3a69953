package dev.offhook.webhook.ingress;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long a caller waits for what. */
@ConfigMapping(prefix = "offhook.hold")
public interface HoldConfiguration {

    /** How long Kafka may take to acknowledge an event before the static fallback is spoken. */
    @WithDefault("2500ms")
    Duration publishWithin();

    /** How long a Twilio request is held before a filler phrase is spoken. */
    @WithDefault("1200ms")
    Duration fillerAfter();

    /** How long each poll after a filler is held. */
    @WithDefault("3500ms")
    Duration pollFor();

    /** How many fillers are spoken before the fallback. */
    @WithDefault("2")
    int fillers();

    /** How long a request is held on a transport that knows no filler, before the fallback. */
    @WithDefault("3800ms")
    Duration fallbackAfter();
}
