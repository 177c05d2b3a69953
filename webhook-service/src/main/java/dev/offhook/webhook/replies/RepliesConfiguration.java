package dev.offhook.webhook.replies;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long this replica remembers answers. */
@ConfigMapping(prefix = "offhook.replies")
public interface RepliesConfiguration {

    /** How far back a starting replica reads the replies. */
    @WithDefault("60s")
    Duration readBack();

    /** How long an answer serves retries and polls. Longer than dialogue-service's own pause before it repeats one. */
    @WithDefault("2m")
    Duration keep();

    /** How many answers are remembered at most; the least used go first. */
    @WithDefault("20000")
    int keepAtMost();

    /** How long a turn that nobody polls any more is kept. */
    @WithDefault("60s")
    Duration waitAtMost();
}
