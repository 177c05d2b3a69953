package dev.offhook.dialogue.turns;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Turn;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts turns by the source of their answer, and how long they take from the mailbox to Kafka's acknowledgement. */
@ApplicationScoped
class TurnMetrics {
    private final Map<Turn.Source, Timer> turns = new EnumMap<>(Turn.Source.class);

    TurnMetrics(MeterRegistry registry) {
        for (var source : Turn.Source.values()) {
            turns.put(
                    source,
                    Timer.builder("offhook.dialogue.turn")
                            .description("Turns by the source of their answer: decided, stored and published")
                            .tag("source", source.id())
                            .publishPercentiles(0.5, 0.95, 0.99)
                            .register(registry));
        }
    }

    void answered(Turn turn, long sinceNanos) {
        turns.get(turn.source()).record(Duration.ofNanos(System.nanoTime() - sinceNanos));
    }
}
