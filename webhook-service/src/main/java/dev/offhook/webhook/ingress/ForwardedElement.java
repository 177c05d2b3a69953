package dev.offhook.webhook.ingress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.vertx.core.MultiMap;

/**
 * What one proxy adds to {@code Forwarded}.
 *
 * @param pairs its parameters, {@code name=value}, unread
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>
 */
record ForwardedElement(List<String> pairs) {

    /** All elements of a request, in their order: that of the nearest proxy is the last. */
    static List<ForwardedElement> all(MultiMap headers) {
        return headers.getAll("Forwarded").stream()
                .flatMap(line -> split(line, ',').stream())
                .map(element -> new ForwardedElement(split(element, ';')))
                .toList();
    }

    /** The value of a parameter, without its quotes; empty when it is missing. */
    Optional<String> parameter(String name) {
        return pairs.stream()
                .filter(pair ->
                        pair.regionMatches(true, 0, name, 0, name.length()) && pair.startsWith("=", name.length()))
                .map(pair -> unquoted(pair.substring(name.length() + 1)))
                .findFirst();
    }

    /** The parts of a header, stripped; a separator within quotes separates nothing. */
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin).strip());
        return parts;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
    }
}
