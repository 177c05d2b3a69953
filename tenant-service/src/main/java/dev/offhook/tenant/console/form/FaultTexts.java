package dev.offhook.tenant.console.form;

import java.util.IllegalFormatException;
import java.util.regex.Pattern;

import dev.offhook.tenant.configuration.Fault;
import dev.offhook.tenant.console.Language;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;

/** Says what is wrong in a language of the console. */
public final class FaultTexts {
    private static final Pattern GOOD = Pattern.compile("^(good (is|are)|write) ");

    private FaultTexts() {}

    /** One sentence without the field's name, which the reader sees beside it. */
    public static String of(Fault fault, Language language) {
        var text = MessageBundles.get(FaultMessages.class, Localized.Literal.of(language.code()))
                .what(fault.kind());
        try {
            return text.formatted(fault.args().stream()
                    .map(argument -> GOOD.matcher(argument).replaceFirst(""))
                    .toArray());
        } catch (IllegalFormatException e) {
            // Arguments may be fewer where a rule has none to give; its own sentence is complete.
            return fault.message();
        }
    }
}
