package dev.offhook.tenant.clients;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Recording;
import dev.offhook.events.Provider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with all that was said, see docs/conversations-api.md.
 *
 * @param outcome {@code completed}, {@code transferred} …; null while it goes on
 * @param usage what turns took of an LLM, for those that did
 * @param extraction summary and fields; null as long as there is no record
 * @param costs by the tenant's rates; null as long as there is no record, or no rates
 */
@RegisterForReflection
public record Conversation(
        String id,
        Medium medium,
        Provider provider,
        @Nullable String from,
        @Nullable String to,
        @Nullable Long tenantVersion,
        boolean active,
        @Nullable String outcome,
        Instant startedAt,
        Instant lastActivityAt,
        @Nullable Instant endedAt,
        @Nullable Integer durationSeconds,
        boolean erased,
        List<Exchange> turns,
        Map<String, String> noted,
        List<Recording> recordings,
        List<Usage> usage,
        @Nullable Extraction extraction,
        @Nullable Costs costs) {

    public Conversation {
        turns = turns == null ? List.of() : turns;
        noted = noted == null ? Map.of() : noted;
        recordings = recordings == null ? List.of() : recordings;
        usage = usage == null ? List.of() : usage;
    }

    /**
     * What a turn took of an LLM.
     *
     * @param turn its number
     * @param inputTokens what was read
     * @param outputTokens what was written
     */
    @RegisterForReflection
    public record Usage(int turn, long inputTokens, long outputTokens) {}
}
