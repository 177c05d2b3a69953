package dev.offhook.tenant.clients;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * Figures by day, see docs/conversations-api.md.
 *
 * @param timeZone whose days they are
 * @param days those on which a conversation began, in order
 */
@RegisterForReflection
public record Figures(String timeZone, List<Day> days) {

    /** One day. */
    @RegisterForReflection
    public record Day(
            LocalDate day,
            int calls,
            int texts,
            int turns,
            double averageTurns,
            @Nullable Double averageSeconds,
            Map<String, Integer> outcomes,
            int transferred,
            Map<String, Integer> answered,
            @Nullable Latency firstWords,
            Map<String, BigDecimal> costs) {
        public Day {
            outcomes = outcomes == null ? Map.of() : outcomes;
            answered = answered == null ? Map.of() : answered;
            costs = costs == null ? Map.of() : costs;
        }
    }

    /** Milliseconds until the first words. */
    @RegisterForReflection
    public record Latency(double p50, double p95, double p99) {}
}
