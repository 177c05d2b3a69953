package dev.offhook.dialogue.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.offhook.events.ConversationRecord;
import dev.offhook.events.ConversationRecord.Costs;
import dev.offhook.events.ConversationRecord.Exchange;
import dev.offhook.events.ConversationRecord.Extraction;
import dev.offhook.events.ConversationRecord.FieldValue;
import dev.offhook.events.TenantConfiguration;
import org.jspecify.annotations.Nullable;

/** Puts documents together. No I/O. */
final class RecordDocument {
    private static final String NOTED = "noted";
    private static final String ABSENT = "absent";

    private RecordDocument() {}

    /** What a conversation that is over leaves behind. */
    static ConversationRecord of(StoredConversation over, Extraction extraction, @Nullable Costs costs) {
        return new ConversationRecord(
                0,
                over.medium(),
                over.provider(),
                over.from(),
                over.to(),
                over.tenantVersion(),
                over.startedAt(),
                over.endedAt(),
                over.outcome(),
                over.transcript(),
                extraction,
                costs,
                over.recordings(),
                false);
    }

    /**
     * What is left after an erasure: that there was a conversation, when, and how its turns were answered. Nothing that
     * a person said, and no number, whatever the tables may still hold.
     */
    static ConversationRecord erased(StoredConversation over, @Nullable Costs costs) {
        return new ConversationRecord(
                0,
                over.medium(),
                over.provider(),
                null,
                null,
                over.tenantVersion(),
                over.startedAt(),
                over.endedAt(),
                over.outcome(),
                over.transcript().stream().map(RecordDocument::wordless).toList(),
                new Extraction("erased", null, List.of()),
                costs,
                List.of(),
                true);
    }

    /** A document under its revision. */
    static ConversationRecord at(int revision, ConversationRecord document) {
        return new ConversationRecord(
                revision,
                document.medium(),
                document.provider(),
                document.from(),
                document.to(),
                document.tenantVersion(),
                document.startedAt(),
                document.endedAt(),
                document.outcome(),
                document.transcript(),
                document.extraction(),
                document.costs(),
                document.recordings(),
                document.erased());
    }

    /**
     * The tenant's fields, each once and in its order: what was noted while the caller was there stands; what was only
     * found afterwards fills the rest.
     *
     * @param tenant null when its configuration is not known: the fields are then those that were noted
     */
    static List<FieldValue> fields(
            @Nullable TenantConfiguration tenant, Map<String, String> noted, List<FieldValue> found) {
        if (tenant == null) {
            return noted.entrySet().stream()
                    .map(field -> new FieldValue(field.getKey(), field.getValue(), NOTED))
                    .toList();
        }
        var byName = new HashMap<String, FieldValue>();
        found.stream().filter(field -> field.value() != null).forEach(field -> byName.putIfAbsent(field.name(), field));
        var fields = new ArrayList<FieldValue>();
        for (var field : tenant.assistant().fields()) {
            String value = noted.get(field.name());
            fields.add(
                    value == null
                            ? byName.getOrDefault(field.name(), new FieldValue(field.name(), null, ABSENT))
                            : new FieldValue(field.name(), value, NOTED));
        }
        return List.copyOf(fields);
    }

    private static Exchange wordless(Exchange turn) {
        return new Exchange(
                turn.number(),
                turn.at(),
                null,
                null,
                turn.source(),
                null,
                List.of(),
                turn.firstWordsMillis(),
                turn.heard());
    }
}
