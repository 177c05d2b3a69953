package dev.offhook.webhook.twilio;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.offhook.kit.problem.ProblemException;
import io.netty.handler.codec.http.QueryStringDecoder;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes forms and queries; what is wrong is a 400 that says where. */
final class FormParameters {
    private static final Pattern CHARSET = Pattern.compile("(?i)[^;]*;(?:.*;)?\\s*charset\\s*=\\s*\"?([^\";\\s]*).*");
    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final String SYNTAX = "%=&+0A";

    private FormParameters() {}

    /**
     * The parameters of a form, in their order.
     *
     * @param type the request's {@code Content-Type}, whose {@code charset} counts; UTF-8 without one
     * @throws ProblemException 400
     */
    static Map<String, List<String>> decode(byte[] form, String type, int most) {
        var charset = charset(type);
        return decode(new String(form, charset), charset, "body", most);
    }

    /**
     * The parameters of a form or of a URL, in their order.
     *
     * @param where {@code URL} or {@code body}
     * @throws ProblemException 400
     */
    static Map<String, List<String>> decode(String text, Charset charset, String where, int most) {
        boolean hasPath = "URL".equals(where);
        Map<String, List<String>> parameters;
        try {
            parameters = new QueryStringDecoder(text, charset, hasPath, most + 1, true).parameters();
        } catch (IllegalArgumentException e) {
            throw broken(text, where);
        }
        if (parameters.values().stream().mapToInt(List::size).sum() > most) {
            throw ProblemException.badRequest(
                    where,
                    "the " + where + " has more than " + most + " parameters; offhook.limits.parameters"
                            + " is the limit");
        }
        return parameters;
    }

    private static ProblemException broken(String text, String where) {
        var broken = BROKEN.matcher(text);
        int at = broken.find() ? broken.start() : 0;
        int begin = Math.max(text.lastIndexOf('&', at), text.lastIndexOf('?', at)) + 1;
        String name = text.substring(begin, at).split("=", 2)[0];
        return ProblemException.badRequest(
                where,
                "the " + where
                        + " is not percent-encoded: each % needs two hex digits behind it, as in %2B; at character "
                        + (at + 1) + (PLAIN.matcher(name).matches() ? ", parameter " + name : ""));
    }

    private static Charset charset(String type) {
        var named = CHARSET.matcher(type);
        if (!named.matches()) {
            return UTF_8;
        }
        String name = named.group(1);
        try {
            var charset = Charset.forName(name);
            if (Arrays.equals(SYNTAX.getBytes(charset), SYNTAX.getBytes(US_ASCII))) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // Named below, like one that a form cannot be written in.
        }
        throw ProblemException.badRequest(
                "Content-Type",
                "the charset " + (PLAIN.matcher(name).matches() ? name : "of the Content-Type")
                        + " is not known, or no form is written in it; send charset=utf-8");
    }
}
