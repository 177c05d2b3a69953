package dev.offhook.local.token;

import dev.offhook.local.stack.Layout;
import dev.offhook.servers.KeycloakServer;

/**
 * Who issues the tokens that a stack accepts.
 *
 * @param url of the OIDC issuer
 */
public record Issuer(String url) {
    private static final String VARIABLE = "OFFHOOK_OIDC_URL";

    /** The issuer that {@code OFFHOOK_OIDC_URL} names, else the stack's own Keycloak. */
    public static Issuer of(Layout layout) {
        return new Issuer(
                isGiven()
                        ? System.getenv(VARIABLE)
                        : KeycloakServer.issuer(layout.ports().keycloak()));
    }

    /** Whether the environment names another issuer than the stack's own Keycloak. */
    public static boolean isGiven() {
        var given = System.getenv(VARIABLE);
        return given != null && !given.isBlank();
    }
}
