package dev.offhook.kit.secrets;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How this service follows the key ring. */
@ConfigMapping(prefix = "offhook.keys")
public interface KeyRingConfiguration {

    /** This service's name in its confirmations. */
    @WithDefault("${quarkus.application.name}")
    String service();

    /** Tells this replica from the service's others; the host's name and the process's number when it is not set. */
    Optional<String> instance();

    /** How often it says that it lives and which ring it follows. A rotation takes one unseen for 30 s for gone. */
    @WithDefault("5s")
    Duration confirmEvery();
}
