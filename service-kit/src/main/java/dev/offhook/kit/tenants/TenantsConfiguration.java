package dev.offhook.kit.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether and how this service follows the tenants topic. */
@ConfigMapping(prefix = "offhook.tenants")
public interface TenantsConfiguration {

    /** False in the service that writes the topic: it needs no replica of its own tables. */
    @WithDefault("true")
    boolean replica();
}
