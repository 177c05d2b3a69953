package dev.offhook.notification.operations;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A request that was refused.
 *
 * @param id of the dead letter
 * @param tenant whose it is, as far as that could be read
 * @param requestId of the request, as far as that could be read
 * @param reason what is wrong with it: field, colon, what would be right
 * @param data the beginning of what it carried, as text
 * @param createdAt when it was refused
 * @param replayedAt when it was last sent in again; null when it was not
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterView(
        long id,
        @Nullable String tenant,
        @Nullable String requestId,
        String reason,
        @Nullable String data,
        Instant createdAt,
        @Nullable Instant replayedAt) {

    /**
     * Dead letters, newest first.
     *
     * @param deadLetters at most as many as were asked for
     * @param next the cursor of the next page; null on the last one
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<DeadLetterView> deadLetters, @Nullable String next) {}

    /**
     * Which ones to send in again.
     *
     * @param ids of dead letters, 1 to 1,000
     */
    @RegisterForReflection
    public record Replay(@Nullable List<Long> ids) {}

    /**
     * What became of them.
     *
     * @param replayed requests that were sent in again, by dead letter
     * @param refused dead letters that nobody can send in again, with the reason
     */
    @RegisterForReflection
    public record Replayed(List<Sent> replayed, List<Refused> refused) {}

    /**
     * One that was sent in again.
     *
     * @param id of the dead letter
     * @param requestId of the new request: its events carry it
     */
    @RegisterForReflection
    public record Sent(long id, String requestId) {}

    /**
     * One that was not.
     *
     * @param id of the dead letter
     * @param reason why
     */
    @RegisterForReflection
    public record Refused(long id, String reason) {}
}
