package dev.offhook.webhook.setup;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long a generated scenario waits for what. Written into it: a change holds for what is generated afterwards. */
@ConfigMapping(prefix = "offhook.scenario")
public interface ScenarioConfiguration {

    /** After how long without an answer a filler is spoken; a call that rings is answered then. */
    @WithDefault("1200ms")
    Duration fillerAfter();

    /** How long after one filler the next is spoken. */
    @WithDefault("3500ms")
    Duration nextFillerAfter();

    /** After how long without a word or a key the caller is silent. */
    @WithDefault("6s")
    Duration silenceAfter();
}
