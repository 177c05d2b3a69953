package dev.offhook.dialogue.llm;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/**
 * What a system prompt is made of. Blank texts and empty lists leave their part out.
 *
 * @param businessName whose phone is answered
 * @param instructions how the assistant behaves, in the tenant's words
 * @param openingHours in words, e.g. {@code Пн–Пт 9:00–18:00, сейчас закрыто}
 * @param knowledge passages that were found for this utterance, best first
 * @param channel decides how to phrase
 * @param language of the conversation
 * @param now in the tenant's zone
 * @param handoff where the conversation can go on with a human, a link; blank where there is no such place
 * @param toolNotes what the allowed tools are for, one line each
 */
public record PromptInput(
        String businessName,
        String instructions,
        String openingHours,
        List<String> knowledge,
        Channel channel,
        Locale language,
        ZonedDateTime now,
        String handoff,
        List<String> toolNotes) {
    public PromptInput {
        knowledge = List.copyOf(knowledge);
        toolNotes = List.copyOf(toolNotes);
    }
}
