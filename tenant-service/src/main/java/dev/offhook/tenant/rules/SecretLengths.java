package dev.offhook.tenant.rules;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The secrets that a tenant has, as far as the rules need to know them.
 *
 * @param byName each one's length when it is published, in characters
 */
public record SecretLengths(Map<String, Integer> byName) {
    /** No secrets. */
    public static final SecretLengths NONE = new SecretLengths(Map.of());

    /** What the encryption adds to a secret at most: key id, nonce, tag; base64 makes four bytes of three. */
    private static final int SEAL = 128;

    /** Of secrets that are encrypted already. */
    public static SecretLengths ofCiphertexts(Map<String, String> ciphertexts) {
        return new SecretLengths(ciphertexts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, secret -> secret.getValue().length())));
    }

    /** These, and others that are still in clear. */
    public SecretLengths and(Map<String, String> inClear) {
        var all = new HashMap<>(byName);
        inClear.forEach((name, value) -> all.put(name, SEAL + 4 * value.getBytes(StandardCharsets.UTF_8).length / 3));
        return new SecretLengths(Map.copyOf(all));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }
}
