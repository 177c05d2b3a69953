package dev.offhook.dialogue.history;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How history is told. */
@ConfigMapping(prefix = "offhook.history")
public interface HistoryConfiguration {

    /** After how long a query is given up; the answer is then 503. */
    @WithDefault("5s")
    Duration queryTimeout();

    /** How many clients may listen to live events of this replica at a time; one more is refused with 503. */
    @WithDefault("200")
    int listeners();

    /** How many events may wait for a slow client before it is dropped. */
    @WithDefault("512")
    int listenerBuffer();

    /** How often a silent connection carries a comment, so that proxies keep it. */
    @WithDefault("15s")
    Duration heartbeat();

    /** For how long the topics are still followed when the last listener has gone. */
    @WithDefault("30s")
    Duration linger();
}
