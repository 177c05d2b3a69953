package dev.offhook.servers;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives a {@code @QuarkusTest} a real Keycloak with the demo users. Use it as
 * {@code @WithTestResource(RealKeycloak.class)}, and {@link #tokens} in the test. The server outlives the test; see
 * {@link TestIssuer}.
 */
public final class RealKeycloak implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.oidc.auth-server-url", TestIssuer.url());
    }

    @Override
    public void stop() {
        // The next test class wants it too.
    }

    /** The tokens of its users. */
    public static Tokens tokens() {
        return new Tokens(TestIssuer.url());
    }
}
