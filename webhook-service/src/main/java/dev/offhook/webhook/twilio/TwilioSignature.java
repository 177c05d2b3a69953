package dev.offhook.webhook.twilio;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Verifies {@code X-Twilio-Signature}: base64 of HMAC-SHA1, keyed with the account's auth token, over the URL that
 * Twilio called and the posted parameters.
 *
 * <p>Which URL Twilio signed is the hard part: with or without the port, with or without user info, an apostrophe raw
 * or escaped, on a WebSocket with or without a slash at the end of the path. Each candidate is tried in all these forms;
 * nothing else about it is normalised. Needs no server and keeps no state: further vectors can be run against it as it
 * is, see docs/webhooks.md.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Webhooks security</a>
 */
public final class TwilioSignature {
    private static final String ALGORITHM = "HmacSHA1";
    private static final Pattern URL = Pattern.compile("(?<scheme>https?|wss?)://(?<userinfo>[^/?#@]*@)?"
            + "(?<host>\\[[^\\]]*\\]|[^/?#:]*)(?<port>:\\d*)?(?<rest>[/?][^#]*)?(?:#.*)?");
    private static final byte[] NOTHING = {};
    private static final List<String> NO_VALUE = List.of("");
    private static final String BODY_HASH = "bodySHA256=";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    private TwilioSignature() {}

    /**
     * Whether a request is Twilio's.
     *
     * @param urls the URLs that Twilio may have called, as sent: raw path and query, percent-encoding untouched; a
     *     fragment is left out
     * @param parameters the decoded form parameters, each name with its values in any order; null, as a value or
     *     as the values, counts as an empty value; empty for GET, JSON and WebSocket handshakes
     * @param body the raw body where it is not a form, else null; then a URL must carry its {@code bodySHA256}, unless
     *     there are parameters: then it is a form after all
     * @param tokens the auth tokens to accept: one, or two while rotating
     * @param signature the header's value; null when there was none
     * @return true when one of the tokens signed one of the URLs; never throws for odd input, null included
     */
    public static boolean verify(
            Collection<String> urls,
            Map<String, List<String>> parameters,
            byte[] body,
            Collection<String> tokens,
            String signature) {
        if (signature == null || signature.isBlank() || urls == null || tokens == null) {
            return false;
        }
        byte[] given = signature.strip().getBytes(UTF_8);
        byte[] form = flatten(parameters).getBytes(UTF_8);
        boolean valid = false;
        for (String url : variants(urls)) {
            // Parameters beside a body whose hash nobody names are a form whose raw body was handed over too.
            boolean signsForm = body == null || form.length > 0 && !namesBodyHash(url);
            if (!signsForm && !carriesHashOf(url, body)) {
                continue;
            }
            byte[] suffix = signsForm ? form : NOTHING;
            for (String token : tokens) {
                if (token == null || token.isEmpty()) {
                    // HMAC has no empty key in Java, and nobody signs with one.
                    continue;
                }
                // No early return: how long it takes does not tell which candidate fits.
                valid |= MessageDigest.isEqual(given, sign(token, url, suffix).getBytes(UTF_8));
            }
        }
        return valid;
    }

    /**
     * True when a URL names the hash of its body: then Twilio signed the URL alone.
     *
     * @param url raw path and query
     */
    static boolean namesBodyHash(String url) {
        return bodyHash(url) != null;
    }

    /**
     * Signs as Twilio does.
     *
     * @param token the auth token, not empty
     * @param url the URL exactly as it is called, without its fragment
     * @param parameters the form parameters
     * @return the header's value
     */
    public static String sign(String token, String url, Map<String, List<String>> parameters) {
        return sign(token, url, flatten(parameters).getBytes(UTF_8));
    }

    private static String sign(String token, String url, byte[] suffix) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), ALGORITHM));
            mac.update(url.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(suffix));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    // By name only, then distinct values sorted; the name stands before each of them, also before an empty one.
    private static String flatten(Map<String, List<String>> parameters) {
        if (parameters == null) {
            return "";
        }
        var sorted = new TreeMap<String, TreeSet<String>>();
        parameters.forEach((name, values) -> {
            var distinct = sorted.computeIfAbsent(orEmpty(name), any -> new TreeSet<>());
            (values == null ? NO_VALUE : values).forEach(value -> distinct.add(orEmpty(value)));
        });
        var flat = new StringBuilder();
        sorted.forEach(
                (name, values) -> values.forEach(value -> flat.append(name).append(value)));
        return flat.toString();
    }

    // The first one counts, as in the provider's own libraries, wherever it stands in the query.
    private static String bodyHash(String url) {
        int query = url.indexOf('?');
        if (query < 0) {
            return null;
        }
        return Arrays.stream(url.substring(query + 1).split("#", 2)[0].split("&"))
                .filter(parameter -> parameter.startsWith(BODY_HASH))
                .map(parameter -> parameter.substring(BODY_HASH.length()))
                .findFirst()
                .orElse(null);
    }

    private static boolean carriesHashOf(String url, byte[] body) {
        String hash = bodyHash(url);
        if (hash == null || !SHA_256.matcher(hash).matches()) {
            return false;
        }
        try {
            byte[] actual = MessageDigest.getInstance("SHA-256").digest(body);
            return MessageDigest.isEqual(actual, HexFormat.of().parseHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Set<String> variants(Collection<String> urls) {
        var variants = new LinkedHashSet<String>();
        for (String url : urls) {
            if (url == null) {
                continue;
            }
            for (String form : portsAndUserInfo(url.split("#", 2)[0])) {
                int query = form.indexOf('?');
                String path = query < 0 ? form : form.substring(0, query);
                String rest = query < 0 ? "" : form.substring(query);
                for (String signedPath : slashes(path)) {
                    variants.add(signedPath + rest);
                    variants.add(signedPath + rest.replace("'", "%27"));
                    variants.add(signedPath + rest.replace("%27", "'"));
                }
            }
        }
        return variants;
    }

    // Some stacks add a slash to the address of a socket.
    private static Set<String> slashes(String path) {
        return path.startsWith("ws") && !path.endsWith("/") ? distinct(path, path + "/") : Set.of(path);
    }

    private static List<String> portsAndUserInfo(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return List.of(url);
        }
        String scheme = parts.group("scheme") + "://";
        String port = orEmpty(parts.group("port"));
        String rest = orEmpty(parts.group("rest"));
        String standard = scheme.startsWith("https") || scheme.startsWith("wss") ? ":443" : ":80";
        var forms = new ArrayList<String>();
        for (String userInfo : distinct(orEmpty(parts.group("userinfo")), "")) {
            for (String signedPort : distinct(port, "", standard)) {
                forms.add(scheme + userInfo + parts.group("host") + signedPort + rest);
            }
        }
        return forms;
    }

    private static Set<String> distinct(String... texts) {
        return new LinkedHashSet<>(List.of(texts));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
