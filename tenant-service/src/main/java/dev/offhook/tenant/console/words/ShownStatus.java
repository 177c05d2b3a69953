package dev.offhook.tenant.console.words;

import java.util.Locale;

/** How an outgoing message stands, as it is shown. */
public enum ShownStatus {
    ACCEPTED("plain"),
    SCHEDULED("plain"),
    SENDING("plain"),
    UNKNOWN("warn"),
    SENT("accent"),
    DELIVERED("good"),
    UNDELIVERED("bad"),
    FAILED("bad"),
    EXPIRED("warn"),
    SUPPRESSED("warn"),
    /** One that this console does not know yet. */
    OTHER("plain");

    private final String style;

    ShownStatus(String style) {
        this.style = style;
    }

    /** The badge's style. */
    public String style() {
        return style;
    }

    /** The name that notification-service's API knows it by. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param status the API's name */
    public static ShownStatus of(String status) {
        for (var shown : values()) {
            if (shown.id().equals(status)) {
                return shown;
            }
        }
        return OTHER;
    }
}
