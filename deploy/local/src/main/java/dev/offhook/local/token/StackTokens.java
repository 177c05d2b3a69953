package dev.offhook.local.token;

import java.time.Duration;
import java.time.Instant;

import dev.offhook.local.stack.Health;
import dev.offhook.local.stack.Layout;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.stack.StackState;
import dev.offhook.servers.Tokens;

/** Access tokens of the users of a running stack. */
public final class StackTokens {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Layout layout;

    /** @param layout of the stack */
    public StackTokens(Layout layout) {
        this.layout = layout;
    }

    /**
     * A token of the stack's issuer; waits for a Keycloak that still starts.
     *
     * @throws StackException when there is none, with what to do
     */
    public String of(String user, String password) {
        if (!Issuer.isGiven()) {
            awaitKeycloak();
        }
        try {
            return new Tokens(Issuer.of(layout).url()).of(user, password);
        } catch (IllegalStateException e) {
            throw new StackException(e.getMessage(), e);
        }
    }

    /** It is up some time after the rest of the stack; a script that asks at once should get its token. */
    private void awaitKeycloak() {
        var end = Instant.now().plus(LONGEST_START);
        while (true) {
            var keycloak = StackState.readRunning(layout)
                    .orElseThrow(() -> new StackException("Offhook does not run; start it with: ./offhook up -d"))
                    .processes("keycloak")
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new StackException("this stack runs without Keycloak: it was started by"
                            + " ./offhook demo, with --infra, with --no-keycloak or with another OFFHOOK_OIDC_URL"));
            switch (Health.of(keycloak)) {
                case UP -> {
                    return;
                }
                case DOWN -> throw new StackException("Keycloak does not run; read " + keycloak.log());
                case STARTING -> {
                    if (Instant.now().isAfter(end)) {
                        throw new StackException("Keycloak still starts; its log is " + keycloak.log());
                    }
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while Keycloak started", e);
        }
    }
}
