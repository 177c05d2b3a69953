package dev.offhook.webhook.voximplant;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The hash of an account callback: {@code md5hex(salt ‖ account_id ‖ api_key ‖ callback_id)}. It covers neither the
 * payload nor the time, so that it proves only that somebody has seen a callback of this id: who takes one takes each id
 * once.
 *
 * @see <a href="https://voximplant.com/docs/references/httpapi/structure/accountcallback">AccountCallback</a>
 */
public final class CallbackHash {
    private CallbackHash() {}

    /**
     * Whether a callback is Voximplant's.
     *
     * @param salts the salts to try: the account's, empty where it has none; two while rotating
     * @param account the account's number, in digits
     * @param apiKeys the API keys to try
     * @param callbackId the callback's number, in digits
     * @param hash what the callback carries, hexadecimal digits in either case; null when it carries none
     * @return never throws for odd input
     */
    public static boolean verify(
            Collection<String> salts,
            String account,
            Collection<String> apiKeys,
            String callbackId,
            @Nullable String hash) {
        if (hash == null) {
            return false;
        }
        byte[] given = hash.strip().toLowerCase(Locale.ROOT).getBytes(UTF_8);
        boolean valid = false;
        for (String salt : salts) {
            for (String key : apiKeys) {
                // No early return: how long it takes does not tell which one fits.
                valid |= MessageDigest.isEqual(
                        given, of(salt, account, key, callbackId).getBytes(UTF_8));
            }
        }
        return valid;
    }

    /** The hash of a callback: 32 hexadecimal digits in lower case. */
    public static String of(String salt, String account, String apiKey, String callbackId) {
        try {
            byte[] message = (salt + account + apiKey + callbackId).getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
