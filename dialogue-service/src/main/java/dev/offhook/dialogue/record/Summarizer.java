package dev.offhook.dialogue.record;

import java.util.List;
import java.util.Map;

import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.TenantConfiguration;

/** Sums up a conversation that is over. */
public interface Summarizer {

    /**
     * Summary and the tenant's fields. Called without a transaction, on a virtual thread; may block, for less than
     * {@link RecordConfiguration#lease()}. It may be asked again for the same conversation, when a process dies.
     *
     * @param tenant the configuration that the conversation began with
     * @param transcript what was said, in order; may be empty
     * @param noted fields that were noted during the conversation, name to value; they stand whatever is found here
     * @return {@link Extraction#absent()} says why there is no summary: {@code no-llm} or {@code budget}
     * @throws RuntimeException when it failed and may succeed later
     */
    Extraction summarize(TenantConfiguration tenant, List<Exchange> transcript, Map<String, String> noted);
}
