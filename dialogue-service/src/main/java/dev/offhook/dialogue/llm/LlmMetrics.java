package dev.offhook.dialogue.llm;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Figures of all models together; a tag by model would grow with the tenants. */
final class LlmMetrics {
    private final Map<Outcome, Counter> calls = new EnumMap<>(Outcome.class);
    private final Timer firstSentence;
    private final Counter tokensIn;
    private final Counter tokensOut;

    LlmMetrics(MeterRegistry registry, Circuits circuits) {
        for (Outcome outcome : Outcome.values()) {
            calls.put(
                    outcome,
                    Counter.builder("offhook.llm.calls")
                            .description("Calls of a language model by their end")
                            .tag("outcome", outcome.id())
                            .register(registry));
        }
        firstSentence = Timer.builder("offhook.llm.first.sentence")
                .description("From the call of a language model to its first finished sentence")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
        tokensIn = tokens(registry, "in");
        tokensOut = tokens(registry, "out");
        Gauge.builder("offhook.llm.circuits.open", circuits, Circuits::open)
                .description("Models that are left alone after failures")
                .register(registry);
    }

    void ended(LlmResult result) {
        calls.get(result.outcome()).increment();
        tokensIn.increment(result.tokens().in());
        tokensOut.increment(result.tokens().out());
        if (result.firstSentence() != null) {
            firstSentence.record(result.firstSentence());
        }
    }

    private static Counter tokens(MeterRegistry registry, String direction) {
        return Counter.builder("offhook.llm.tokens")
                .description("Tokens of requests and answers, estimated where the provider did not tell")
                .tag("direction", direction)
                .register(registry);
    }
}
