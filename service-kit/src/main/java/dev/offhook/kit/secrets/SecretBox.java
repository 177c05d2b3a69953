package dev.offhook.kit.secrets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.KeyRing;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Encrypts the tenants' secrets: AES-256-GCM, a fresh 96-bit nonce each time, the key's id in the ciphertext, the
 * tenant's slug as associated data, so that a ciphertext copied to another tenant does not open.
 *
 * <p>A ciphertext reads {@code v1:<key id>:<base64 of nonce and sealed bytes>}. Its key is the primary key of the ring
 * that this box {@link #follow follows}; without a ring, the environment's first key. It decrypts with every key of both.
 */
@ApplicationScoped
public class SecretBox {
    private final EnvironmentKeys environment;
    private volatile Keys keys;

    @Inject
    SecretBox(SecretsConfiguration configuration) {
        this(configuration.keys().orElse(List.of()));
    }

    /**
     * A box that follows no ring yet.
     *
     * @param keys as {@link SecretsConfiguration#keys()}
     * @throws IllegalArgumentException when a key is not of that form; the message does not show the key
     */
    public SecretBox(List<String> keys) {
        environment = new EnvironmentKeys(keys);
        this.keys = new Keys(environment.all(), environment.first().orElse(null), 0, List.of());
    }

    /**
     * What this box works with.
     *
     * @param open what decrypts, by id
     * @param seals id of what encrypts; null when nothing does
     * @param generation of the newest ring of which every key opened
     * @param problems why keys of the newest ring did not open
     */
    private record Keys(Map<String, SecretKey> open, String seals, long generation, List<String> problems) {}

    /**
     * Encrypts with the primary key.
     *
     * @throws IllegalStateException when there is none, or it did not open here
     */
    public String encrypt(String slug, String secret) {
        var now = keys;
        if (now.seals() == null) {
            throw now.problems().isEmpty()
                    ? EnvironmentKeys.none()
                    : new IllegalStateException(String.join("; ", now.problems()));
        }
        return Sealed.of(now.seals(), now.open().get(now.seals()), slug, secret.getBytes(UTF_8))
                .text();
    }

    /**
     * Decrypts what {@link #encrypt} made for the same tenant.
     *
     * @throws SecretUnreadableException when the key is unknown, or the text was made for another tenant or changed
     */
    public String decrypt(String slug, String ciphertext) {
        var sealed = Sealed.read(ciphertext)
                .orElseThrow(() -> new SecretUnreadableException("secret of tenant " + slug + " is no v1 ciphertext"));
        var key = keys.open().get(sealed.keyId());
        if (key == null) {
            throw new SecretUnreadableException("secret of tenant " + slug + " needs key '" + sealed.keyId()
                    + "', which neither OFFHOOK_SECRETS_KEYS nor the key ring has");
        }
        return sealed.open(key, slug)
                .map(bytes -> new String(bytes, UTF_8))
                .orElseThrow(() -> new SecretUnreadableException(
                        "secret of tenant " + slug + " does not open with key '" + sealed.keyId() + "'"));
    }

    /**
     * Takes the keys of a ring; of an older one than this box follows, nothing. A key that is in the ring no more is
     * kept while it is needed, so that a replica that is behind with the tenants can still read what it has.
     *
     * @param needed ids of the keys of the ciphertexts that this service still has
     * @return why keys of the ring did not open here, in words for an operator; empty when all did
     */
    public synchronized List<String> follow(KeyRing ring, Set<String> needed) {
        var before = keys;
        if (ring.generation() < before.generation()) {
            return before.problems();
        }
        var open = new HashMap<>(environment.all());
        var problems = new ArrayList<String>();
        for (var key : ring.keys()) {
            try {
                open.put(key.id(), environment.unwrap(key));
            } catch (SecretUnreadableException e) {
                problems.add(e.getMessage());
            }
        }
        before.open().forEach((id, key) -> {
            if (needed.contains(id)) {
                open.putIfAbsent(id, key);
            }
        });
        String seals = ring.primary()
                .map(KeyRing.DataKey::id)
                .or(environment::first)
                .filter(open::containsKey)
                .orElse(null);
        keys = new Keys(
                Map.copyOf(open),
                seals,
                problems.isEmpty() ? ring.generation() : before.generation(),
                List.copyOf(problems));
        return keys.problems();
    }

    /** The generation of the newest ring of which every key opened here; 0 without one. */
    public long generation() {
        return keys.generation();
    }

    /** Whether this key of a ring opens here. */
    boolean opens(KeyRing.DataKey key) {
        return keys.open().containsKey(key.id());
    }

    /** The id of the key that encrypts; empty when there is none. */
    public Optional<String> primary() {
        return Optional.ofNullable(keys.seals());
    }

    /** The ids of the environment's keys, in their order. */
    public List<String> environmentKeys() {
        return List.copyOf(environment.all().keySet());
    }

    /**
     * A new random data key for a ring, wrapped by the environment's first key. It opens nothing here before the ring
     * that has it is {@link #follow followed}.
     *
     * @param id the name that the ring will have for it
     * @throws IllegalStateException when the environment has no key
     */
    public String newDataKey(String id) {
        return environment.newDataKey(id);
    }

    /** The id of the key that a ciphertext was made with; empty when the text is no ciphertext. */
    public static Optional<String> keyOf(String ciphertext) {
        return Sealed.read(ciphertext).map(Sealed::keyId);
    }
}
