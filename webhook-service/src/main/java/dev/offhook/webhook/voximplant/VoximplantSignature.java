package dev.offhook.webhook.voximplant;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The signature of our own VoxEngine scenario, since Voximplant signs nothing: {@code X-Signature} is the hexadecimal
 * HMAC-SHA256, keyed with the tenant's {@code voximplant.webhook-key}, over {@code X-Timestamp}, a dot and the content:
 * the raw body of a post, the path and query of a WebSocket handshake.
 */
public final class VoximplantSignature {
    /** The header with the time of signing: Unix seconds. */
    public static final String TIMESTAMP_HEADER = "X-Timestamp";

    /** The header with the signature. */
    public static final String SIGNATURE_HEADER = "X-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private VoximplantSignature() {}

    /**
     * Whether one of the keys signed this content at this time. Says nothing about whether the time is now.
     *
     * @param keys the keys to accept: one, or two while rotating
     * @param timestamp the header's value, as sent; null when there was none
     * @param content what is signed besides it, as sent
     * @param signature the header's value, hexadecimal digits in either case; null when there was none
     * @return never throws for odd input
     */
    public static boolean verify(
            Collection<String> keys, @Nullable String timestamp, byte[] content, @Nullable String signature) {
        if (timestamp == null || signature == null) {
            return false;
        }
        byte[] given = signature.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
        boolean valid = false;
        for (String key : keys) {
            // No early return: how long it takes does not tell which key fits.
            valid |= !key.isEmpty()
                    && MessageDigest.isEqual(
                            given, sign(key, timestamp.strip(), content).getBytes(UTF_8));
        }
        return valid;
    }

    /**
     * Whether a signed time lies within the replay window.
     *
     * @param timestamp the header's value; null when there was none
     * @param window how far it may lie from {@code now}, either way
     */
    public static boolean isTimely(@Nullable String timestamp, Instant now, Duration window) {
        if (timestamp == null || !SECONDS.matcher(timestamp.strip()).matches()) {
            return false;
        }
        var signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp.strip()));
        return Duration.between(signedAt, now).abs().compareTo(window) <= 0;
    }

    /**
     * Signs as the scenario does.
     *
     * @param key the key, not empty
     * @param timestamp Unix seconds, in decimal digits
     * @param content the raw body, or the path and query
     * @return the header's value: 64 hexadecimal digits in lower case
     */
    public static String sign(String key, String timestamp, byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
