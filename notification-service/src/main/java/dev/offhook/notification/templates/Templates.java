package dev.offhook.notification.templates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.offhook.events.Messaging.Template;
import dev.offhook.events.Messaging.Template.Parameter;
import dev.offhook.events.SmsRequest.TemplateUse;
import dev.offhook.events.TenantConfiguration;
import org.jspecify.annotations.Nullable;

/** Makes words of a template. */
public final class Templates {
    private Templates() {}

    /**
     * The text of a template, its gaps filled as its language writes them.
     *
     * <p>The text is that of the locale that is asked for, else one of the same language, and of the tenant's locale
     * when none is asked for. The platform's templates have one more way out, English, since they know two languages.
     *
     * @throws TemplateException naming the field: an unknown template, a locale without a text, a parameter that is
     *     missing, unknown, or does not fit
     */
    public static String filled(TenantConfiguration tenant, TemplateUse use) {
        Optional<Template> own = tenant.messaging().templates().stream()
                .filter(template -> template.id().equals(use.id()))
                .findFirst();
        Template template = own.or(() -> Optional.ofNullable(use.id()).flatMap(PlatformTemplates::find))
                .orElseThrow(() -> new TemplateException("template.id", unknown(use.id(), tenant)));
        String locale = locale(template, use.locale(), tenant, own.isEmpty());
        refuseUnknown(template, use);
        var language = Locale.forLanguageTag(locale);
        return Template.filled(template.texts().get(locale), gap -> value(template, gap, use, language));
    }

    private static String unknown(@Nullable String id, TenantConfiguration tenant) {
        var known = new TreeSet<>(PlatformTemplates.ids());
        tenant.messaging().templates().forEach(template -> known.add(template.id()));
        return (id == null ? "is missing" : "'" + shown(id) + "' is no template") + "; known are " + known;
    }

    private static String locale(
            Template template, @Nullable String asked, TenantConfiguration tenant, boolean platform) {
        String wanted = asked == null ? tenant.locale() : asked;
        List<String> locales = new ArrayList<>(template.texts().keySet());
        Collections.sort(locales);
        return locales.stream()
                .filter(locale -> locale.equalsIgnoreCase(wanted))
                .findFirst()
                .or(() -> locales.stream()
                        .filter(locale -> language(locale).equals(language(wanted)))
                        .findFirst())
                .or(() -> platform && asked == null ? Optional.of("en") : Optional.empty())
                .orElseThrow(() -> new TemplateException(
                        "template.locale",
                        "'" + shown(wanted) + "' has no text in template '" + template.id() + "'; known are "
                                + locales));
    }

    private static String language(String locale) {
        return Locale.forLanguageTag(locale).getLanguage();
    }

    private static void refuseUnknown(Template template, TemplateUse use) {
        var known = template.parameters().stream().map(Parameter::name).collect(Collectors.toCollection(TreeSet::new));
        use.parameters().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new TemplateException(
                            "template.parameters." + shown(name),
                            "is no parameter of template '" + template.id() + "'; known are " + known);
                });
        for (Parameter parameter : template.parameters()) {
            if (!use.parameters().containsKey(parameter.name())) {
                throw new TemplateException(
                        "template.parameters." + parameter.name(),
                        "is missing; good is " + ParameterFormat.good(parameter.type()));
            }
        }
    }

    private static String value(Template template, String gap, TemplateUse use, Locale language) {
        // A gap without its parameter cannot be saved; such a tenant was published by hand.
        Parameter parameter = template.parameters().stream()
                .filter(declared -> declared.name().equals(gap))
                .findFirst()
                .orElseThrow(() -> new TemplateException(
                        "template.id", "'" + template.id() + "' has the gap {" + gap + "}, which is no parameter"));
        return ParameterFormat.written(parameter, use.parameters().get(gap), language)
                .orElseThrow(() -> new TemplateException(
                        "template.parameters." + gap,
                        "is no " + ParameterFormat.named(parameter.type()) + "; good is "
                                + ParameterFormat.good(parameter.type())));
    }

    private static String shown(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
