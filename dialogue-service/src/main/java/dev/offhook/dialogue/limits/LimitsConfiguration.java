package dev.offhook.dialogue.limits;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The platform's limits; those of a tenant stand in its configuration. */
@ConfigMapping(prefix = "offhook.limits")
public interface LimitsConfiguration {

    /**
     * After how long without an event a call that nobody ended counts as over: how long a call that a crash left open
     * can hold a place among a tenant's concurrent calls. A caller who talks to a human for longer holds none either.
     */
    @WithDefault("15m")
    Duration callIdle();

    /** When two machines seem to be texting each other. */
    Loop loop();

    /** When two machines seem to be texting each other. */
    interface Loop {
        /** How far back messages of a thread count. */
        @WithDefault("10m")
        Duration within();

        /** How many messages of a thread are answered in that time, 1 or more. */
        @WithDefault("30")
        int messages();

        /**
         * How many messages of the same words, numbers aside, are answered in that time, 1 or more. A human says «да»
         * more than once.
         */
        @WithDefault("5")
        int sameWords();
    }
}
