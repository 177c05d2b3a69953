package dev.offhook.dialogue.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.dialogue.record.StoredConversation;
import dev.offhook.dialogue.record.StoredConversation.Usage;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.ConversationRecord.Outcome;
import dev.offhook.events.ConversationRecord.Recording;
import dev.offhook.events.Provider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with all that was said.
 *
 * @param id conversation id
 * @param medium call or text
 * @param provider who carries it
 * @param from the caller or customer; null when unknown or erased
 * @param to the business's number, null when unknown
 * @param tenantVersion the configuration that answers, null when unknown
 * @param active true as long as it goes on
 * @param outcome how it ended; null while it goes on
 * @param startedAt when it began
 * @param lastActivityAt when something last happened
 * @param endedAt when it was over, null while it goes on
 * @param durationSeconds length of the call, null when unknown
 * @param erased true when it was erased on request
 * @param turns what was said, in order
 * @param noted fields noted so far, name to value
 * @param recordings where recordings are
 * @param usage what LLMs took, for the turns that they were asked for
 * @param revision of the latest record; null as long as there is none
 * @param extraction of that record: summary and fields
 * @param costs of that record
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
        String id,
        Medium medium,
        Provider provider,
        @Nullable String from,
        @Nullable String to,
        @Nullable Long tenantVersion,
        boolean active,
        @Nullable Outcome outcome,
        Instant startedAt,
        Instant lastActivityAt,
        @Nullable Instant endedAt,
        @Nullable Integer durationSeconds,
        boolean erased,
        List<Exchange> turns,
        Map<String, String> noted,
        List<Recording> recordings,
        List<Usage> usage,
        @Nullable Integer revision,
        @Nullable Extraction extraction,
        @Nullable Costs costs) {

    static ConversationView of(StoredConversation stored, @Nullable ConversationRecord latest) {
        return new ConversationView(
                stored.id(),
                stored.medium(),
                stored.provider(),
                stored.from(),
                stored.to(),
                stored.tenantVersion(),
                stored.outcome() == null,
                stored.outcome(),
                stored.startedAt(),
                stored.lastActivityAt(),
                stored.endedAt(),
                stored.durationSeconds(),
                stored.erased(),
                stored.transcript(),
                stored.noted(),
                stored.recordings(),
                stored.usage(),
                latest == null ? null : latest.revision(),
                latest == null ? null : latest.extraction(),
                latest == null ? null : latest.costs());
    }
}
