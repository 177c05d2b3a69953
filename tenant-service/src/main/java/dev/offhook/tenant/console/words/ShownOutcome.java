package dev.offhook.tenant.console.words;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** How a conversation stands, as it is shown. */
public enum ShownOutcome {
    ACTIVE("accent"),
    COMPLETED("good"),
    TRANSFERRED("accent"),
    MESSAGE_TAKEN("good"),
    REJECTED("bad"),
    TIMED_OUT("warn"),
    /** One that this console does not know yet. */
    OTHER("plain");

    private final String style;

    ShownOutcome(String style) {
        this.style = style;
    }

    /** The badge's style. */
    public String style() {
        return style;
    }

    /** The name that dialogue-service's API knows it by. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param outcome the API's name, null while it goes on */
    public static ShownOutcome of(@Nullable String outcome) {
        if (outcome == null) {
            return ACTIVE;
        }
        for (var shown : values()) {
            if (shown.id().equals(outcome)) {
                return shown;
            }
        }
        return OTHER;
    }
}
