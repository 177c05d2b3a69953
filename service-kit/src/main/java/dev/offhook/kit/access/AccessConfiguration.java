package dev.offhook.kit.access;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How tokens are read. Issuer, audience and the claim of the roles are Quarkus' own {@code quarkus.oidc.*}. */
@ConfigMapping(prefix = "offhook.access")
public interface AccessConfiguration {

    /**
     * The claim that lists the slugs of the bearer's tenants: an array of strings, or one string. An issuer that wants
     * names of its own has it elsewhere, e.g. {@code https://example.com/tenants}.
     */
    @WithDefault("tenants")
    String tenantsClaim();

    /** How long the issuer may take, where it has to be asked at all, before the answer is 503. */
    @WithDefault("1500ms")
    Duration issuerPatience();
}
