package dev.offhook.tenant.clients;

import java.time.Instant;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** A request for a message that was refused. */
@RegisterForReflection
public record DeadLetter(
        long id,
        @Nullable String requestId,
        String reason,
        @Nullable String data,
        Instant createdAt,
        @Nullable Instant replayedAt) {

    /**
     * A page of them.
     *
     * @param next the cursor of the next page; null on the last one
     */
    @RegisterForReflection
    public record Page(
            List<DeadLetter> deadLetters, @Nullable String next) {}

    /** Which ones to send in again. */
    @RegisterForReflection
    public record Replay(List<Long> ids) {}

    /** What became of them. */
    @RegisterForReflection
    public record Replayed(List<Sent> replayed, List<Refused> refused) {}

    /** One that was sent in again. */
    @RegisterForReflection
    public record Sent(long id, String requestId) {}

    /** One that was not. */
    @RegisterForReflection
    public record Refused(long id, String reason) {}
}
