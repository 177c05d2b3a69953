package dev.offhook.dialogue.history;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What happened by day.
 *
 * @param timeZone whose days they are: the tenant's
 * @param days one for each day on which a conversation began, in order
 */
@RegisterForReflection
public record Analytics(String timeZone, List<Day> days) {

    /**
     * One day. A conversation counts on the day on which it began.
     *
     * @param day local date
     * @param calls how many calls
     * @param texts how many conversations by text
     * @param turns how many turns they had
     * @param averageTurns per conversation
     * @param averageSeconds length of a call; null when no length is known
     * @param outcomes how conversations ended, outcome to count; those that go on are {@code active}
     * @param transferred how many of them a human took over
     * @param answered turns by the source of their answer, source to count
     * @param firstWords how long callers waited for the first words; null without a turn whose wait is known
     * @param costs what the day cost, by currency; empty where no rates are known
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
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
            Map<String, BigDecimal> costs) {}

    /**
     * Milliseconds from the caller's event to the first words.
     *
     * @param p50 half of the turns were faster
     * @param p95 95 of 100 were
     * @param p99 99 of 100 were
     */
    @RegisterForReflection
    public record Latency(double p50, double p95, double p99) {}
}
