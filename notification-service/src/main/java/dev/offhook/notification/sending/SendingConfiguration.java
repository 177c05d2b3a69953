package dev.offhook.notification.sending;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages are sent. */
@ConfigMapping(prefix = "offhook.sending")
public interface SendingConfiguration {

    /**
     * When a message that is being sent is given up by others: its sender has died. Above the longest time that sending
     * takes, which is the client's retries (30 s), one connect and one read timeout (18 s).
     */
    @WithDefault("60s")
    Duration lease();
}
