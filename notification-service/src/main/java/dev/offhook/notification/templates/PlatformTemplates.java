package dev.offhook.notification.templates;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.offhook.events.Messaging.Template;
import dev.offhook.events.Messaging.Template.Parameter;
import dev.offhook.events.Messaging.Template.Type;

/** Short texts that every tenant has; a template of the tenant's with the same name comes first. */
public final class PlatformTemplates {
    private static final String RUSSIAN = "ru";
    private static final String ENGLISH = "en";

    private static final Map<String, Template> ALL = Map.of(
            "hand-off-link",
                    template(
                            "hand-off-link",
                            "Продолжим здесь: {url}",
                            "Let us go on here: {url}",
                            new Parameter("url", Type.URL)),
            "after-hours",
                    template(
                            "after-hours",
                            "{business}: сейчас мы закрыты, откроемся {opens}. Напишите нам, мы ответим.",
                            "{business}: we are closed now and open {opens}. Write to us and we will answer.",
                            new Parameter("business", Type.TEXT),
                            new Parameter("opens", Type.TEXT)),
            "call-summary",
                    template(
                            "call-summary",
                            "Звонок от {caller}: {summary}",
                            "Call from {caller}: {summary}",
                            new Parameter("caller", Type.PHONE),
                            new Parameter("summary", Type.TEXT)));

    private PlatformTemplates() {}

    /** The template of this name; in Russian and English. */
    static Optional<Template> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /** Their names. */
    static List<String> ids() {
        return ALL.keySet().stream().sorted().toList();
    }

    private static Template template(String id, String russian, String english, Parameter... parameters) {
        return new Template(id, Map.of(RUSSIAN, russian, ENGLISH, english), List.of(parameters));
    }
}
