package dev.offhook.dialogue.llm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A finished conversation to sum up.
 *
 * @param settings the model
 * @param transcript who said what, oldest first; tools' results are left out
 * @param fields what the tenant wants to know: name to description, in order
 * @param language of the summary
 */
public record SummaryRequest(
        LlmSettings settings, List<LlmMessage> transcript, Map<String, String> fields, Locale language) {
    public SummaryRequest {
        transcript = List.copyOf(transcript);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
