package dev.offhook.webhook.testcall;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may run a turn without a provider. */
@ConfigMapping(prefix = "offhook.test-call")
public interface TestCallConfiguration {

    /** True lets anybody in; only the local stack sets it. */
    @WithDefault("false")
    boolean open();

    /** The bearer token that lets a caller in; without it and not open, nobody gets in. */
    Optional<String> token();

    /** The tenant that is meant when {@code To} is empty. */
    @WithDefault("hr-center")
    String defaultTenant();
}
