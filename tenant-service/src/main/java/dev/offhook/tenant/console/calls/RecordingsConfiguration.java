package dev.offhook.tenant.console.calls;

import java.time.Duration;
import java.util.List;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where recordings are fetched from, and how much of them. */
@ConfigMapping(prefix = "offhook.recordings")
public interface RecordingsConfiguration {

    /** Origins of Twilio's recordings, which get the account and its token: {@code https://api.twilio.com}. */
    List<String> twilio();

    /** Origins of Voximplant's recordings: {@code https://*.voximplant.com} is every host below that domain. */
    List<String> voximplant();

    /** How long a connection may take. */
    @WithDefault("3s")
    Duration connectWithin();

    /** How long the provider may take to begin. */
    @WithDefault("15s")
    Duration beginWithin();

    /** How long a reader may listen to one answer. */
    @WithDefault("30m")
    Duration endWithin();

    /** What is larger is not passed on. */
    @WithDefault("200M")
    MemorySize largest();
}
