package dev.offhook.webhook.status;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whom {@code GET /status} asks. */
@ConfigMapping(prefix = "offhook.status")
public interface StatusConfiguration {

    /** Readiness address of each other service, by its name. */
    Map<String, URI> services();

    /** How long each of them may take; one that takes longer is down. */
    @WithDefault("1s")
    Duration within();
}
