package dev.offhook.dialogue.record;

import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import org.jspecify.annotations.Nullable;

/** Puts a price on a conversation. */
public interface CostsOf {

    /**
     * What a conversation cost by the tenant's rates.
     *
     * @param tenant the configuration that the conversation began with
     * @param used what it used
     * @return null where the tenant has no rates
     */
    @Nullable
    Costs costs(TenantConfiguration tenant, Used used);

    /**
     * What a conversation used.
     *
     * @param conversationId which
     * @param medium call or text
     * @param provider who carried it
     * @param inputTokens what LLMs read in its turns, 0 or more
     * @param outputTokens what LLMs wrote in its turns, 0 or more
     * @param seconds length of the call; 0 for a text, or when it is not known
     */
    record Used(
            String conversationId,
            Medium medium,
            Provider provider,
            long inputTokens,
            long outputTokens,
            int seconds) {}
}
