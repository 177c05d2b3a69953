package dev.offhook.tenant.keys;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a rotation of the key ring is driven. */
@ConfigMapping(prefix = "offhook.rotation")
public interface RotationConfiguration {

    /** How often it is looked whether a rotation can take its next step. */
    @WithDefault("1s")
    Duration every();

    /**
     * How long after its last sign of life a replica is taken for gone, and waited for no more. Several times {@code
     * offhook.keys.confirm-every} of the services; a replica reads the ring before it is ready again.
     */
    @WithDefault("30s")
    Duration goneAfter();
}
