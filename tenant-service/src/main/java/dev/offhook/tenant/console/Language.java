package dev.offhook.tenant.console;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.stream.Stream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.ext.web.RoutingContext;

/** A language that the console speaks. */
public enum Language {
    EN(Locale.forLanguageTag("en-GB"), "English"),
    RU(Locale.forLanguageTag("ru-RU"), "Русский");

    /** The cookie that keeps what was chosen. */
    static final String COOKIE = "offhook_language";

    private final Locale locale;
    private final String label;

    Language(Locale locale, String label) {
        this.locale = locale;
        this.label = label;
    }

    /** Its code in URLs, in the cookie and in {@code <html lang>}: {@code en}, {@code ru}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name in itself. */
    public String label() {
        return label;
    }

    /** How dates and numbers are written in it. */
    public Locale locale() {
        return locale;
    }

    /** The language with this code, null for any other word. */
    static Language ofCode(String code) {
        return Stream.of(values())
                .filter(language -> language.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** What the reader of a page wants: what was chosen, else what the browser asks for, else English. */
    public static Language of(RoutingContext request) {
        var cookie = request.request().getCookie(COOKIE);
        var chosen = cookie == null ? null : ofCode(cookie.getValue());
        return chosen == null ? accepted(request.request().getHeader(HttpHeaderNames.ACCEPT_LANGUAGE)) : chosen;
    }

    private static Language accepted(String header) {
        if (header == null) {
            return EN;
        }
        try {
            var tag = Locale.lookupTag(LanguageRange.parse(header), List.of(EN.code(), RU.code()));
            return tag == null ? EN : ofCode(tag);
        } catch (IllegalArgumentException e) {
            // A header that is none is as good as no header.
            return EN;
        }
    }
}
