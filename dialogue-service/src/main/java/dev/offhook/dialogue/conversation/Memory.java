package dev.offhook.dialogue.conversation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offhook.events.ConversationRecord.Outcome;

/**
 * What a conversation remembers beside its counters. Stored as JSON; fields may be added.
 *
 * @param missesInRow turns in a row that nothing had an answer for
 * @param silences turns in a row in which the caller said nothing
 * @param language what is spoken instead of the tenant's language, BCP 47; null for the tenant's
 * @param fields what was noted, by the name of the tenant's field
 * @param handover whom the caller is being connected to, null when nobody
 * @param warned true once the caller was told that the longest duration is near
 * @param lastAnswer what was answered last, for a caller who asks to hear it again; null before the first answer
 * @param sent the ids of the message templates that were sent to the caller
 * @param outcome how the conversation will have ended, null for nothing special
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Memory(
        int missesInRow,
        int silences,
        String language,
        Map<String, String> fields,
        Handover handover,
        boolean warned,
        String lastAnswer,
        Set<String> sent,
        Outcome outcome) {
    /** Nothing yet. */
    public static final Memory EMPTY = new Memory(0, 0, null, Map.of(), null, false, null, Set.of(), null);

    private static final int LONGEST_VALUE = 500;

    public Memory {
        fields = fields == null ? Map.of() : Map.copyOf(fields);
        sent = sent == null ? Set.of() : Set.copyOf(sent);
    }

    /**
     * A transfer that goes on.
     *
     * @param target the transfer target's id
     * @param index which of its numbers rings, from 0
     */
    public record Handover(String target, int index) {}

    Memory missed() {
        return new Memory(missesInRow + 1, 0, language, fields, handover, warned, lastAnswer, sent, outcome);
    }

    Memory understood() {
        return missesInRow == 0 && silences == 0
                ? this
                : new Memory(0, 0, language, fields, handover, warned, lastAnswer, sent, outcome);
    }

    Memory silent() {
        return new Memory(missesInRow, silences + 1, language, fields, handover, warned, lastAnswer, sent, outcome);
    }

    Memory speaking(String newLanguage) {
        return new Memory(missesInRow, silences, newLanguage, fields, handover, warned, lastAnswer, sent, outcome);
    }

    Memory noting(String field, String value) {
        var noted = new LinkedHashMap<>(fields);
        noted.put(field, value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE));
        return new Memory(missesInRow, silences, language, noted, handover, warned, lastAnswer, sent, outcome);
    }

    Memory handingOver(Handover next) {
        return new Memory(missesInRow, silences, language, fields, next, warned, lastAnswer, sent, outcome);
    }

    Memory warnedOfTheEnd() {
        return new Memory(missesInRow, silences, language, fields, handover, true, lastAnswer, sent, outcome);
    }

    Memory sending(String template) {
        var all = new HashSet<>(sent);
        all.add(template);
        return new Memory(missesInRow, silences, language, fields, handover, warned, lastAnswer, all, outcome);
    }

    Memory answered(String words) {
        return new Memory(missesInRow, silences, language, fields, handover, warned, words, sent, outcome);
    }

    /** It, with what the conversation will have come to. */
    public Memory endingAs(Outcome newOutcome) {
        return new Memory(missesInRow, silences, language, fields, handover, warned, lastAnswer, sent, newOutcome);
    }
}
