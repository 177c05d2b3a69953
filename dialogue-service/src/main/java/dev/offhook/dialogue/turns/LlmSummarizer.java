package dev.offhook.dialogue.turns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.llm.Cancellation;
import dev.offhook.dialogue.llm.LlmMessage;
import dev.offhook.dialogue.llm.Summaries;
import dev.offhook.dialogue.llm.Summary;
import dev.offhook.dialogue.llm.SummaryRequest;
import dev.offhook.dialogue.record.Summarizer;
import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.FieldValue;
import dev.offhook.events.TenantConfiguration;

/** Sums conversations up by the tenant's LLM, within the tenant's budget. */
@ApplicationScoped
class LlmSummarizer implements Summarizer {
    private static final String NO_LLM = "no-llm";
    private static final String BUDGET = "budget";
    private static final String FAILED = "failed";
    private static final String NOTHING_SAID = "nothing-said";
    private static final String BY_LLM = "llm";

    private final Models models;
    private final Spending spending;
    private final Summaries summaries;

    LlmSummarizer(Models models, Spending spending, Summaries summaries) {
        this.models = models;
        this.spending = spending;
        this.summaries = summaries;
    }

    @Override
    public Extraction summarize(TenantConfiguration tenant, List<Exchange> transcript, Map<String, String> noted) {
        var model = models.of(tenant);
        if (model.isEmpty()) {
            return absent(NO_LLM);
        }
        var fields = new LinkedHashMap<String, String>();
        tenant.assistant().fields().stream()
                .filter(field -> !noted.containsKey(field.name()))
                .forEach(field -> fields.put(field.name(), field.description()));
        var language = Locale.forLanguageTag(tenant.locale());
        var request = new SummaryRequest(model.get(), messages(transcript), fields, language);
        // A name of its own for every try, since every try is paid; what a dead process set aside stays so.
        String reservation = "summary:" + UUID.randomUUID();
        if (!spending.reserve(reservation, tenant, summaries.prompt(request))) {
            return absent(BUDGET);
        }
        Summary summary = summaries.of(request, new Cancellation());
        spending.settle(reservation, tenant, summary.tokens());
        return switch (summary) {
            case Summary.Present present -> new Extraction(null, present.summary(), values(present.fields()));
            case Summary.Absent nothing ->
                switch (nothing.reason()) {
                    case NOTHING_SAID -> absent(NOTHING_SAID);
                    case NOT_JSON -> absent(FAILED);
                    case LLM_FAILED -> throw new IllegalStateException("the LLM gave no summary");
                };
        };
    }

    private static List<LlmMessage> messages(List<Exchange> transcript) {
        var messages = new ArrayList<LlmMessage>();
        for (Exchange exchange : transcript) {
            if (exchange.caller() != null) {
                messages.add(new LlmMessage.Caller(exchange.caller()));
            }
            if (exchange.heard() && exchange.assistant() != null) {
                messages.add(new LlmMessage.Assistant(exchange.assistant()));
            }
        }
        return messages;
    }

    private static List<FieldValue> values(Map<String, String> found) {
        return found.entrySet().stream()
                .map(field -> new FieldValue(field.getKey(), field.getValue(), BY_LLM))
                .toList();
    }

    private static Extraction absent(String why) {
        return new Extraction(why, null, List.of());
    }
}
