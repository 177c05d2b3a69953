package dev.offhook.tenant.keys;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One rotation, as far as it has come.
 *
 * @param id its number
 * @param key id of the key that it brings in
 * @param step what it is at
 * @param generation of the ring that every live replica must confirm before the next step
 * @param sealed how many tenants were sealed anew
 * @param startedBy who asked for it
 * @param finishedAt null as long as it goes on
 */
record Rotation(
        long id,
        String key,
        Step step,
        long generation,
        int sealed,
        String startedBy,
        Instant startedAt,
        Instant finishedAt) {

    /** What a rotation does, in this order. */
    public enum Step {
        /** The new key is on the ring and opens; every live replica must have it before it seals. */
        @JsonProperty("distributing")
        DISTRIBUTING,
        /** The new key seals; every secret is sealed anew and published again. */
        @JsonProperty("sealing")
        SEALING,
        /** Everything is sealed with the new key; every live replica must have seen that. */
        @JsonProperty("confirming")
        CONFIRMING,
        /** The old keys are gone. */
        @JsonProperty("done")
        DONE;

        /** In the database. */
        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Step of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
