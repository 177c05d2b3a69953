package dev.offhook.dialogue.erasure;

import org.jspecify.annotations.Nullable;

/**
 * A request that was claimed.
 *
 * @param number E.164; null when nothing of it is left in the tables
 */
record Erasure(String id, String tenant, @Nullable String number, String claim) {

    /** No number. */
    @Override
    public String toString() {
        return "Erasure[" + id + "]";
    }
}
