package dev.offhook.dialogue.replay;

import dev.offhook.events.ConversationRecord.Medium;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;

/** The dialogue's decisions without their effects. */
public interface Rehearsals {

    /**
     * Begins a conversation that nobody has: nothing is stored, published, sent, noted or transferred, and no budget is
     * touched.
     *
     * @param tenant the configuration that answers
     * @param medium call or text
     * @param provider who carried the conversation
     * @param llm true: an LLM may be asked, as in a real turn; false: knowledge and rules answer
     */
    Rehearsal begin(TenantConfiguration tenant, Medium medium, Provider provider, boolean llm);
}
