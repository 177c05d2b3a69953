package dev.offhook.tenant.console;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tokens of forms: a signed double submit. A token is a MAC over the session's user and a random cookie, so that neither
 * a cookie that another site has planted nor another user's token is worth anything.
 */
@Singleton
class Csrf {
    private static final String COOKIE = "offhook_csrf";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "offhook console forms";
    private static final int NONCE_BYTES = 24;
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{32}");

    private final SecretKeySpec key;
    private final boolean https;
    private final SecureRandom random = new SecureRandom();

    Csrf(ConsoleConfiguration configuration) {
        var secret = new SecretKeySpec(configuration.secret().getBytes(UTF_8), ALGORITHM);
        this.key = new SecretKeySpec(mac(secret, PURPOSE), ALGORITHM);
        this.https = configuration.https();
    }

    /** The token for this user's forms; the answer sets its cookie where there is none yet. */
    String token(RoutingContext request, String user) {
        var nonce = nonce(request);
        if (nonce == null) {
            nonce = fresh();
            request.response()
                    .addCookie(Cookie.cookie(COOKIE, nonce)
                            .setPath(ConsolePaths.ROOT)
                            .setHttpOnly(true)
                            .setSecure(https)
                            .setSameSite(CookieSameSite.LAX));
        }
        return token(nonce, user);
    }

    /** Whether this token was made for this user and this browser. */
    boolean holds(RoutingContext request, String user, String token) {
        var nonce = nonce(request);
        return nonce != null
                && token != null
                && MessageDigest.isEqual(token(nonce, user).getBytes(UTF_8), token.getBytes(UTF_8));
    }

    private static String nonce(RoutingContext request) {
        var cookie = request.request().getCookie(COOKIE);
        return cookie != null && NONCE.matcher(cookie.getValue()).matches() ? cookie.getValue() : null;
    }

    private String fresh() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String token(String nonce, String user) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, nonce + "\n" + user));
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
