package dev.offhook.events;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The data keys that seal the tenants' secrets, on the compacted {@link Topic#KEYS} under the key {@code ring}. Every
 * service follows it; tenant-service writes it.
 *
 * @param generation rises with every change; a reader keeps the highest it has seen
 * @param keys every key that may still be needed; empty as long as the environment's keys seal the secrets
 */
public record KeyRing(long generation, List<DataKey> keys) implements Event {
    /** The record's key: there is one ring. */
    public static final String KEY = "ring";

    /** {@code ce_tenant} of what belongs to no tenant: no slug can be that. */
    public static final String NO_TENANT = "-";

    /** The ring before its first rotation: the environment's keys seal the secrets. */
    public static final KeyRing EMPTY = new KeyRing(0, List.of());

    public KeyRing {
        keys = keys == null ? List.of() : List.copyOf(keys);
    }

    /** The key that seals; empty as long as the environment's first key does. */
    public Optional<DataKey> primary() {
        return keys.stream().filter(key -> key.state() == State.PRIMARY).findFirst();
    }

    /**
     * One data key.
     *
     * @param id its name in the ciphertexts
     * @param wrapped the key, sealed with AES-256-GCM by a key of the environment, which it names: {@code v1:<environment
     *     key's id>:<base64>}; never in clear
     * @param state what it is used for
     */
    public record DataKey(String id, String wrapped, State state) {}

    /** What a key is used for. */
    public enum State {
        /** Being distributed: opens, and does not seal yet. */
        @JsonProperty("next")
        NEXT,
        /** Seals and opens. */
        @JsonProperty("primary")
        PRIMARY,
        /** Opens what is not sealed anew yet. */
        @JsonProperty("old")
        OLD
    }
}
