package dev.offhook.local.token;

import java.util.Optional;

/** Where the bearer token of a command comes from. */
@FunctionalInterface
public interface ApiToken {
    /** The demo user who may do everything, and the password. */
    String ADMIN = "admin";

    /** The token, without {@code Bearer}; empty when there is none, and requests then go out without. */
    Optional<String> get();

    /** What {@code OFFHOOK_TOKEN} says. */
    static ApiToken ofEnvironment() {
        return () -> Optional.ofNullable(System.getenv("OFFHOOK_TOKEN")).filter(token -> !token.isBlank());
    }

    /** The same, else one of the local stack's admin. */
    static ApiToken ofEnvironmentOr(StackTokens stack) {
        return () -> ofEnvironment().get().or(() -> Optional.of(stack.of(ADMIN, ADMIN)));
    }
}
