package dev.offhook.tenant.clients;

import java.time.Instant;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait.
 *
 * @param waiting by state
 * @param due how many could go now
 * @param oldestSeconds for how long the oldest of those has been due; null when none is
 * @param pausedSince null while it is not paused
 * @param pausedBy by whom
 */
@RegisterForReflection
public record MessageQueue(
        Map<String, Integer> waiting,
        int due,
        @Nullable Long oldestSeconds,
        @Nullable Instant pausedSince,
        @Nullable String pausedBy) {
    public MessageQueue {
        waiting = waiting == null ? Map.of() : waiting;
    }

    /** How many wait in all. */
    public int total() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }
}
