package dev.offhook.kit.secrets;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import dev.offhook.events.KeyRing.DataKey;

/** The keys of {@link SecretsConfiguration#keys()}: they wrap the ring's data keys and open what they sealed directly. */
final class EnvironmentKeys {
    private static final int KEY_BYTES = 32;
    /** No slug has a slash: a wrapped key opens as no tenant's secret. */
    private static final String PURPOSE = "key-ring/";

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when a key is not of that form; the message does not show the key */
    EnvironmentKeys(List<String> texts) {
        for (String text : texts) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "offhook.secrets.keys: a key has no id; write it as id:base64, e.g. 2026a:mZ3…=");
            }
            String id = text.substring(0, colon);
            keys.put(id, aes(decode(id, text.substring(colon + 1))));
        }
    }

    /** All of them by id, in their order. */
    Map<String, SecretKey> all() {
        return keys;
    }

    /** The id of the first one; empty when there is none. */
    Optional<String> first() {
        return keys.keySet().stream().findFirst();
    }

    /**
     * A new random data key, wrapped by the first key.
     *
     * @param id the data key's
     */
    String newDataKey(String id) {
        String wrapping = first().orElseThrow(EnvironmentKeys::none);
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Sealed.of(wrapping, keys.get(wrapping), PURPOSE + id, key).text();
    }

    /**
     * Opens a data key.
     *
     * @throws SecretUnreadableException when the key that wraps it is not here, or another one has its name; the message
     *     says what to do
     */
    SecretKey unwrap(DataKey key) {
        var sealed = Sealed.read(key.wrapped())
                .orElseThrow(
                        () -> new SecretUnreadableException("key '" + key.id() + "' of the ring is no ciphertext"));
        var wrapping = keys.get(sealed.keyId());
        if (wrapping == null) {
            throw new SecretUnreadableException("key '" + key.id() + "' of the ring is wrapped by '" + sealed.keyId()
                    + "', which OFFHOOK_SECRETS_KEYS does not have here; it has " + keys.keySet());
        }
        return sealed.open(wrapping, PURPOSE + key.id())
                .filter(bytes -> bytes.length == KEY_BYTES)
                .map(EnvironmentKeys::aes)
                .orElseThrow(() -> new SecretUnreadableException("key '" + key.id()
                        + "' of the ring does not open with '" + sealed.keyId()
                        + "': OFFHOOK_SECRETS_KEYS has another key under this name here than where it was wrapped"));
    }

    static IllegalStateException none() {
        return new IllegalStateException(
                "no key to encrypt with: set OFFHOOK_SECRETS_KEYS, e.g. 2026a:$(openssl rand -base64 32)");
    }

    private static SecretKey aes(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    private static byte[] decode(String id, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("offhook.secrets.keys: key '" + id
                    + "' is not the base64 of 32 bytes; make one with: openssl rand -base64 32");
        }
        return key;
    }
}
