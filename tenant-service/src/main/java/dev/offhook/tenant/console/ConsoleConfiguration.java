package dev.offhook.tenant.console;

import io.smallrye.config.ConfigMapping;

/** Settings of the console. Its OIDC client is Quarkus' own {@code quarkus.oidc.console.*}. */
@ConfigMapping(prefix = "offhook.console")
public interface ConsoleConfiguration {

    /** What signs the tokens of forms; the same for all replicas. The OIDC client's secret is taken. */
    String secret();

    /** The issuer that browsers are sent to. */
    String issuer();

    /** Whether browsers reach the console over HTTPS: cookies are then sent over nothing else. */
    boolean https();
}
