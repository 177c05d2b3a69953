package dev.offhook.dialogue.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.ConversationRecord.Recording;
import dev.offhook.events.Provider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with all that was said in it, as the tables have it.
 *
 * @param id its conversation id
 * @param tenant slug
 * @param medium call or text
 * @param provider who carries it
 * @param threadKey key of the SMS thread, null for a call
 * @param from the caller or customer; null when unknown or erased
 * @param to the business's number, null when unknown
 * @param tenantVersion the version that answered, null when unknown
 * @param startedAt when it began
 * @param lastActivityAt when something last happened
 * @param endedAt when it was over, null while it goes on
 * @param outcome how it ended, null while it goes on
 * @param durationSeconds length of the call, null when unknown
 * @param erased true when it was erased on request
 * @param transcript its turns, in order
 * @param noted fields noted in it, name to value
 * @param recordings where recordings are
 * @param inputTokens what LLMs read
 * @param outputTokens what LLMs wrote
 * @param usage the same by turn, for those that an LLM was asked for
 */
public record StoredConversation(
        String id,
        String tenant,
        Medium medium,
        Provider provider,
        @Nullable String threadKey,
        @Nullable String from,
        @Nullable String to,
        @Nullable Long tenantVersion,
        Instant startedAt,
        Instant lastActivityAt,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        @Nullable Integer durationSeconds,
        boolean erased,
        List<Exchange> transcript,
        Map<String, String> noted,
        List<Recording> recordings,
        long inputTokens,
        long outputTokens,
        List<Usage> usage) {

    /**
     * What a turn took of LLMs.
     *
     * @param turn its number
     * @param inputTokens what they read
     * @param outputTokens what they wrote
     */
    @RegisterForReflection
    public record Usage(int turn, long inputTokens, long outputTokens) {}

    /** Neither words nor numbers. */
    @Override
    public String toString() {
        return "StoredConversation[" + id + "]";
    }
}
