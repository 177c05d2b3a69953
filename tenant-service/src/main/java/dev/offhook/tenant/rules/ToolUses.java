package dev.offhook.tenant.rules;

import java.util.List;
import java.util.Objects;

import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.ToolUse;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.tenant.configuration.FaultKind;

/**
 * What the tenant's tools can be used for: a use must name something that is on the allow-list.
 *
 * @param transfers ids of the transfer targets
 * @param messages ids of the messages
 * @param fields names of the fields
 * @param voicemail true when a message can be taken
 */
record ToolUses(List<String> transfers, List<String> messages, List<String> fields, boolean voicemail) {

    /** The allow-list of {@code assistant}; of none, an empty one. */
    static ToolUses of(Assistant assistant) {
        if (assistant == null) {
            return new ToolUses(List.of(), List.of(), List.of(), false);
        }
        var tools = assistant.tools();
        return new ToolUses(
                tools.transfers().stream()
                        .map(TransferTarget::id)
                        .filter(Objects::nonNull)
                        .toList(),
                tools.messages().stream()
                        .map(MessageTemplate::id)
                        .filter(Objects::nonNull)
                        .toList(),
                assistant.fields().stream()
                        .map(Field::name)
                        .filter(Objects::nonNull)
                        .toList(),
                tools.voicemail() != null);
    }

    /** Checks one use, which stands at {@code field}. */
    void check(String field, ToolUse use, Faults faults) {
        if (use.tool() == null) {
            faults.present(field + ".tool", null, "transfer");
            return;
        }
        switch (use.tool()) {
            case TRANSFER -> transfer(field + ".id", use.id(), faults);
            case SEND_SMS -> known(field + ".id", use.id(), messages, "message", "assistant.tools.messages", faults);
            case NOTE_FIELD -> known(field + ".id", use.id(), fields, "field", "assistant.fields", faults);
            case TAKE_MESSAGE -> {
                nothing(field + ".id", use.id(), faults);
                voicemail(field + ".tool", faults);
            }
            // A rule may always end a call, as hangUp does; the tools' endCall is for the LLM.
            case END_CALL -> nothing(field + ".id", use.id(), faults);
        }
        switch (use.tool()) {
            case NOTE_FIELD -> faults.optionalText(field + ".value", use.value(), "IT");
            case TRANSFER, SEND_SMS, TAKE_MESSAGE, END_CALL -> nothing(field + ".value", use.value(), faults);
        }
    }

    /** A transfer to {@code id}, null for the first target, must have somewhere to go. */
    void transfer(String field, String id, Faults faults) {
        known(field, id, transfers, "transfer target", "assistant.tools.transfers", faults);
    }

    /** A message can be taken only with a voicemail. */
    void voicemail(String field, Faults faults) {
        if (!voicemail) {
            faults.add(
                    field,
                    null,
                    FaultKind.NEEDS_VOICEMAIL,
                    "takes a message, and assistant.tools.voicemail is missing; good is voicemail: {maxSeconds: 120}");
        }
    }

    private static void known(String field, String id, List<String> known, String kind, String where, Faults faults) {
        if (known.isEmpty()) {
            faults.add(
                    field,
                    id,
                    FaultKind.NOTHING_TO_REFER_TO,
                    Faults.quoted(id) + " needs a " + kind + ", and there is none; list it in " + where,
                    where);
        } else if (id != null && !known.contains(id)) {
            faults.add(
                    field,
                    id,
                    FaultKind.UNKNOWN_REFERENCE,
                    Faults.quoted(id) + " is no " + kind + " of " + where + "; known are " + known,
                    known);
        }
    }

    private static void nothing(String field, String value, Faults faults) {
        if (value != null) {
            faults.add(
                    field,
                    value,
                    FaultKind.MEANINGLESS,
                    Faults.quoted(value) + " means nothing to this tool; leave it out");
        }
    }
}
