package dev.offhook.tenant.console.words;

import java.util.Locale;

/** Where an answer came from, as it is shown. */
public enum ShownSource {
    OPEN,
    GREETING,
    LLM,
    KNOWLEDGE,
    RULE,
    NO_MATCH,
    FALLBACK,
    SILENT,
    REPEAT,
    LANGUAGE,
    TRANSFER,
    AFTER_HOURS,
    LIMIT,
    DURATION,
    /** One that this console does not know yet. */
    OTHER;

    /** @param source the API's name, e.g. {@code no-match} */
    public static ShownSource of(String source) {
        for (var shown : values()) {
            if (shown.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(source)) {
                return shown;
            }
        }
        return OTHER;
    }
}
