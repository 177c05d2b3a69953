package dev.offhook.local.replay;

import java.util.Optional;

/** Where the bearer token of a command comes from. */
@FunctionalInterface
interface ApiToken {

    /** The token, without {@code Bearer}; empty when there is none, and requests then go out without. */
    Optional<String> get();

    /** What {@code OFFHOOK_TOKEN} says. */
    static ApiToken ofEnvironment() {
        return () -> Optional.ofNullable(System.getenv("OFFHOOK_TOKEN")).filter(token -> !token.isBlank());
    }
}
