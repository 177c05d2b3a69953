package dev.offhook.dialogue.record;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.TenantConfiguration;
import io.quarkus.arc.DefaultBean;

/** Says that there is no LLM. */
@DefaultBean
@ApplicationScoped
class NoSummarizer implements Summarizer {
    @Override
    public Extraction summarize(TenantConfiguration tenant, List<Exchange> transcript, Map<String, String> noted) {
        return new Extraction("no-llm", null, List.of());
    }
}
