package dev.offhook.tenant.clients;

import java.time.Instant;
import java.util.List;

import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list, see docs/conversations-api.md.
 *
 * @param outcome {@code completed}, {@code transferred} …; null while it goes on
 * @param lastWords what the caller said last; null when nothing
 */
@RegisterForReflection
public record ConversationSummary(
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
        boolean erased) {

    /**
     * A page of them.
     *
     * @param next the cursor of the next page; null on the last one
     */
    @RegisterForReflection
    public record Page(
            List<ConversationSummary> conversations,
            @Nullable String next) {}
}
