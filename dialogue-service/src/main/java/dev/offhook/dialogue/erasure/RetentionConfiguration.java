package dev.offhook.dialogue.erasure;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long what was said is kept. */
@ConfigMapping(prefix = "offhook.retention")
public interface RetentionConfiguration {

    /** For how many days a conversation is kept after it was over, 1 or more, where its tenant does not say. */
    @WithDefault("90")
    int days();

    /**
     * How long the service remembers which events had their effect, and what was published. Above the retention of the
     * event topics (7 days): an event that can still be read must still be known.
     */
    @WithDefault("8d")
    Duration events();

    /** How often old rows are looked for. */
    @WithDefault("1h")
    Duration every();

    /** How many rows go in one transaction. */
    @WithDefault("500")
    int batch();
}
