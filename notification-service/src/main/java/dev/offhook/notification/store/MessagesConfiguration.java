package dev.offhook.notification.store;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for every message. */
@ConfigMapping(prefix = "offhook.messages")
public interface MessagesConfiguration {

    /** How long a message may wait that does not say so itself, from the time when it may be sent. */
    @WithDefault("24h")
    Duration longestWait();
}
