package dev.offhook.tenant.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the console. Its OIDC client is Quarkus' own {@code quarkus.oidc.console.*}. */
@ConfigMapping(prefix = "offhook.console")
public interface ConsoleConfiguration {

    /** What signs the tokens of forms; the same for all replicas. The OIDC client's secret is taken. */
    String secret();

    /** The issuer that browsers are sent to. */
    String issuer();

    /**
     * Whether the issuer is asked if it is there before a browser is sent to it. False where this service reaches it in
     * another way than a plain request, e.g. through a proxy.
     */
    @WithDefault("true")
    boolean probeIssuer();

    /** Whether browsers reach the console over HTTPS: cookies are then sent over nothing else. */
    boolean https();
}
