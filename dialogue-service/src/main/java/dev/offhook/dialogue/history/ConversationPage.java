package dev.offhook.dialogue.history;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, newest first.
 *
 * @param conversations at most as many as were asked for
 * @param next the cursor of the next page; null on the last one
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationPage(
        List<Summary> conversations, @Nullable String next) {

    /**
     * One of them.
     *
     * @param id conversation id
     * @param medium call or text
     * @param provider who carries it
     * @param from the caller or customer; null when unknown or erased
     * @param to the business's number, null when unknown
     * @param active true as long as it goes on
     * @param outcome how it ended; null while it goes on
     * @param startedAt when it began
     * @param lastActivityAt when something last happened
     * @param endedAt when it was over, null while it goes on
     * @param durationSeconds length of the call, null when unknown
     * @param turns how many turns it has
     * @param lastWords what the caller said last; null when nothing
     * @param erased true when it was erased on request
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            String id,
            Medium medium,
            Provider provider,
            @Nullable String from,
            @Nullable String to,
            boolean active,
            @Nullable String outcome,
            Instant startedAt,
            Instant lastActivityAt,
            @Nullable Instant endedAt,
            @Nullable Integer durationSeconds,
            int turns,
            @Nullable String lastWords,
            boolean erased) {}
}
