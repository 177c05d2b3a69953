package dev.offhook.tenant.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Field;
import dev.offhook.events.TenantConfiguration.Knowledge;
import dev.offhook.tenant.configuration.FaultKind;

/** What must hold for what the assistant knows, and for what it shall find out. */
final class KnowledgeRules {
    private static final int MOST_ENTRIES = 2_000;
    private static final int LONGEST_QUESTION = 300;
    private static final int LONGEST_ANSWER = 2_000;

    private final Assistant assistant;
    private final Faults faults;

    KnowledgeRules(Assistant assistant, Faults faults) {
        this.assistant = assistant;
        this.faults = faults;
    }

    void check() {
        knowledge(assistant.knowledge());
        fields(assistant.fields());
    }

    private void knowledge(List<Knowledge> entries) {
        if (entries.size() > MOST_ENTRIES) {
            faults.add(
                    "assistant.knowledge",
                    null,
                    FaultKind.TOO_MANY,
                    "has " + entries.size() + " entries; good are at most " + MOST_ENTRIES
                            + ": join those that are answered alike",
                    entries.size(),
                    MOST_ENTRIES);
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            String field = "assistant.knowledge[" + i + "]";
            Knowledge entry = entries.get(i);
            faults.text(field + ".id", entry.id(), "pets");
            faults.unique(field + ".id", entry.id(), ids);
            faults.text(field + ".answer", entry.answer(), LONGEST_ANSWER, "Small pets are welcome.");
            questions(field + ".questions", entry.questions());
        }
    }

    private void questions(String field, List<String> questions) {
        if (questions == null || questions.isEmpty()) {
            faults.texts(field, questions, "May I bring my dog?");
            return;
        }
        for (int i = 0; i < questions.size(); i++) {
            faults.text(field + "[" + i + "]", questions.get(i), LONGEST_QUESTION, "May I bring my dog?");
        }
    }

    private void fields(List<Field> fields) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = "assistant.fields[" + i + "]";
            faults.name(field + ".name", fields.get(i).name(), "next-step");
            faults.unique(field + ".name", fields.get(i).name(), names);
            faults.text(field + ".description", fields.get(i).description(), "What the caller will do next");
        }
    }
}
