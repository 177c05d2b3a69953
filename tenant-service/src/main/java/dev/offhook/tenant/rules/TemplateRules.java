package dev.offhook.tenant.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.offhook.events.Messaging.Template;
import dev.offhook.tenant.configuration.FaultKind;
import dev.offhook.tenant.configuration.TenantDocument;

/** What must hold for the templates: whoever fills one later finds no gap that nobody can fill. */
final class TemplateRules {
    private static final int MOST_TEMPLATES = 200;
    private static final int MOST_PARAMETERS = 20;

    private final TenantDocument tenant;
    private final Faults faults;

    /** @param tenant one whose {@code messaging} is there */
    TemplateRules(TenantDocument tenant, Faults faults) {
        this.tenant = tenant;
        this.faults = faults;
    }

    void check() {
        List<Template> templates = tenant.messaging().templates();
        if (templates.size() > MOST_TEMPLATES) {
            faults.add(
                    "messaging.templates",
                    null,
                    FaultKind.TOO_MANY,
                    "has " + templates.size() + " templates; good are at most " + MOST_TEMPLATES,
                    templates.size(),
                    MOST_TEMPLATES);
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < templates.size(); i++) {
            String field = "messaging.templates[" + i + "]";
            faults.name(field + ".id", templates.get(i).id(), "booking");
            faults.unique(field + ".id", templates.get(i).id(), ids);
            parameters(field, templates.get(i));
            texts(field, templates.get(i));
        }
    }

    private void parameters(String field, Template template) {
        if (template.parameters().size() > MOST_PARAMETERS) {
            faults.add(
                    field + ".parameters",
                    null,
                    FaultKind.TOO_MANY,
                    "has " + template.parameters().size() + " parameters; good are at most " + MOST_PARAMETERS,
                    template.parameters().size(),
                    MOST_PARAMETERS);
        }
        Set<String> used = template.texts().values().stream()
                .flatMap(text -> Template.gaps(text).stream())
                .collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        for (int i = 0; i < template.parameters().size(); i++) {
            String at = field + ".parameters[" + i + "]";
            var parameter = template.parameters().get(i);
            faults.name(at + ".name", parameter.name(), "guest");
            faults.unique(at + ".name", parameter.name(), names);
            faults.present(at + ".type", parameter.type(), "text");
            if (parameter.name() != null && !used.contains(parameter.name())) {
                faults.add(
                        at + ".name",
                        parameter.name(),
                        FaultKind.UNUSED_PARAMETER,
                        Faults.quoted(parameter.name()) + " is in no text; good is {" + parameter.name()
                                + "} in one, or no such parameter");
            }
        }
    }

    private void texts(String field, Template template) {
        String texts = field + ".texts";
        if (tenant.locale() != null && !template.texts().containsKey(tenant.locale())) {
            faults.add(
                    texts,
                    null,
                    FaultKind.LOCALE_WITHOUT_TEXT,
                    "has none for the tenant's locale, " + tenant.locale() + "; it has "
                            + new TreeSet<>(template.texts().keySet()),
                    tenant.locale());
        }
        var known = template.parameters().stream()
                .map(parameter -> String.valueOf(parameter.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        template.texts().forEach((locale, text) -> {
            faults.language(texts, locale, "en-US");
            faults.text(texts + "." + locale, text, MessagingRules.LONGEST_TEXT, "{guest}, see you on {arrival}.");
            for (String gap : Template.gaps(text)) {
                if (!known.contains(gap)) {
                    faults.add(
                            texts + "." + locale,
                            "{" + gap + "}",
                            FaultKind.UNKNOWN_GAP,
                            "has {" + gap + "}, which is no parameter of the template; known are " + known,
                            gap);
                }
            }
        });
    }
}
