package dev.offhook.kit.secrets;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Encrypts the tenants' secrets: AES-256-GCM, a fresh 96-bit nonce each time, the key's id in the ciphertext, the
 * tenant's slug as associated data, so that a ciphertext copied to another tenant does not open.
 *
 * <p>A ciphertext reads {@code v1:<key id>:<base64 of nonce and sealed bytes>}.
 */
@ApplicationScoped
public class SecretBox {
    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> ring;

    @Inject
    SecretBox(SecretsConfiguration configuration) {
        this(configuration.keys().orElse(List.of()));
    }

    /**
     * @param keys as {@link SecretsConfiguration#keys()}
     * @throws IllegalArgumentException when a key is not of that form; the message does not show the key
     */
    public SecretBox(List<String> keys) {
        ring = new LinkedHashMap<>();
        for (String key : keys) {
            int colon = key.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "offhook.secrets.keys: a key has no id; write it as id:base64, e.g. 2026a:mZ3…=");
            }
            String id = key.substring(0, colon);
            ring.put(id, new SecretKeySpec(decodeKey(id, key.substring(colon + 1)), "AES"));
        }
    }

    /**
     * Encrypts with the ring's first key.
     *
     * @throws IllegalStateException when the ring is empty
     */
    public String encrypt(String slug, String secret) {
        if (ring.isEmpty()) {
            throw new IllegalStateException(
                    "no key to encrypt with: set OFFHOOK_SECRETS_KEYS, e.g. 2026a:$(openssl rand -base64 32)");
        }
        var first = ring.entrySet().iterator().next();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, first.getValue(), nonce, slug, secret.getBytes(UTF_8));
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return VERSION + ":" + first.getKey() + ":" + Base64.getEncoder().encodeToString(both);
    }

    /**
     * Decrypts what {@link #encrypt} made for the same tenant.
     *
     * @throws SecretUnreadableException when the key is unknown, or the text was made for another tenant or changed
     */
    public String decrypt(String slug, String ciphertext) {
        String[] parts = ciphertext == null ? new String[0] : ciphertext.split(":", 3);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new SecretUnreadableException("secret of tenant " + slug + " is no " + VERSION + " ciphertext");
        }
        SecretKey key = ring.get(parts[1]);
        if (key == null) {
            throw new SecretUnreadableException("secret of tenant " + slug + " needs key '" + parts[1]
                    + "', which OFFHOOK_SECRETS_KEYS does not have");
        }
        try {
            byte[] both = Base64.getDecoder().decode(parts[2]);
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
            return new String(run(Cipher.DECRYPT_MODE, key, nonce, slug, sealed), UTF_8);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new SecretUnreadableException(
                    "secret of tenant " + slug + " does not open with key '" + parts[1] + "'");
        }
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, String slug, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(slug.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused the input", e);
        }
    }

    private static byte[] decodeKey(String id, String base64) {
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
