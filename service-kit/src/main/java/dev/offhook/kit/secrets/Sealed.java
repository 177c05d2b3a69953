package dev.offhook.kit.secrets;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A ciphertext {@code v1:<key id>:<base64 of nonce and sealed bytes>}: AES-256-GCM, a fresh 96-bit nonce each time, what
 * it is sealed for as associated data.
 *
 * @param keyId which key opens it
 * @param base64 nonce and sealed bytes
 */
record Sealed(String keyId, String base64) {
    private static final String VERSION = "v1";
    private static final int PARTS = 3;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Seals {@code content} for {@code purpose}. */
    static Sealed of(String keyId, SecretKey key, String purpose, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, purpose, content);
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return new Sealed(keyId, Base64.getEncoder().encodeToString(both));
    }

    /** Reads a ciphertext; empty when the text is none. */
    static Optional<Sealed> read(String text) {
        String[] parts = text == null ? new String[0] : text.split(":", PARTS);
        return parts.length == PARTS && parts[0].equals(VERSION)
                ? Optional.of(new Sealed(parts[1], parts[2]))
                : Optional.empty();
    }

    /** What was sealed; empty when it was sealed with another key or for another purpose, or was changed. */
    Optional<byte[]> open(SecretKey key, String purpose) {
        try {
            byte[] both = Base64.getDecoder().decode(base64);
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            byte[] sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
            return Optional.of(run(Cipher.DECRYPT_MODE, key, nonce, purpose, sealed));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** The ciphertext. */
    String text() {
        return VERSION + ":" + keyId + ":" + base64;
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, String purpose, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused the input", e);
        }
    }
}
