package dev.offhook.tenant.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.MessageTemplate;
import dev.offhook.events.TenantConfiguration.Rule;
import dev.offhook.events.TenantConfiguration.TransferTarget;
import dev.offhook.events.TenantConfiguration.Voicemail;

/** What must hold for the allow-list, and for the rules that use it. */
final class ToolRules {
    private static final int SHORTEST_RING = 5;
    private static final int LONGEST_RING = 600;
    private static final int SHORTEST_MESSAGE = 5;
    private static final int LONGEST_MESSAGE = 3_600;
    /** What a provider takes as one text message, however many segments it makes. */
    private static final int LONGEST_TEXT = 1_600;

    private final Assistant assistant;
    private final Faults faults;

    ToolRules(Assistant assistant, Faults faults) {
        this.assistant = assistant;
        this.faults = faults;
    }

    void check() {
        transfers(assistant.tools().transfers());
        messages(assistant.tools().messages());
        if (assistant.tools().voicemail() != null) {
            voicemail(assistant.tools().voicemail());
        }
        if (assistant.rules() != null) {
            uses(assistant.rules());
        }
    }

    private void transfers(List<TransferTarget> targets) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            String field = "assistant.tools.transfers[" + i + "]";
            TransferTarget target = targets.get(i);
            faults.name(field + ".id", target.id(), "front-desk");
            faults.unique(field + ".id", target.id(), ids);
            faults.text(field + ".description", target.description(), "When the caller asks for a human");
            faults.range(field + ".timeoutSeconds", target.timeoutSeconds(), SHORTEST_RING, LONGEST_RING, 30);
            if (target.numbers() == null || target.numbers().isEmpty()) {
                faults.texts(field + ".numbers", target.numbers(), "+14155550199");
            } else {
                new PhoneRules(faults).numbers(field + ".numbers", target.numbers());
            }
        }
    }

    private void messages(List<MessageTemplate> messages) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            String field = "assistant.tools.messages[" + i + "]";
            MessageTemplate message = messages.get(i);
            faults.name(field + ".id", message.id(), "booking-link");
            faults.unique(field + ".id", message.id(), ids);
            faults.text(field + ".description", message.description(), "When the caller wants to book");
            faults.text(field + ".text", message.text(), LONGEST_TEXT, "Book here: https://hotel.example/book");
        }
    }

    private void voicemail(Voicemail voicemail) {
        String field = "assistant.tools.voicemail.";
        faults.range(field + "maxSeconds", voicemail.maxSeconds(), SHORTEST_MESSAGE, LONGEST_MESSAGE, 120);
        if (voicemail.operator() != null) {
            new PhoneRules(faults).number(field + "operator", voicemail.operator());
        }
    }

    private void uses(List<Rule> rules) {
        var allowed = ToolUses.of(assistant);
        for (int i = 0; i < rules.size(); i++) {
            var uses = rules.get(i).uses();
            for (int j = 0; j < uses.size(); j++) {
                allowed.check("assistant.rules[" + i + "].uses[" + j + "]", uses.get(j), faults);
            }
        }
    }
}
