package dev.offhook.tenant.clients;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** Simulated calls, see docs/webhooks.md. */
public final class TestCall {
    private TestCall() {}

    /**
     * What the caller does.
     *
     * @param call the call that goes on; null begins one
     * @param turn the number of this turn; null at the beginning
     * @param words what is said; blank is silence
     * @param keys what is pressed instead
     */
    @RegisterForReflection
    public record Step(
            @Nullable String call,
            @Nullable Integer turn,
            @Nullable String words,
            @Nullable String keys) {}

    /**
     * What the assistant does.
     *
     * @param call for the next step
     * @param turn of the next step; null when the call is over
     * @param conversation its id in dialogue-service
     * @param version of the tenant's configuration that answered
     * @param response the words
     * @param action {@code listen}, {@code transfer}, {@code record}, {@code reject}, {@code hangup}
     */
    @RegisterForReflection
    public record Said(
            String call, @Nullable Integer turn, String conversation, long version, String response, String action) {}
}
