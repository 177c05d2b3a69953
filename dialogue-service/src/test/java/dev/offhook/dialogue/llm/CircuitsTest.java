package dev.offhook.dialogue.llm;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.offhook.servers.llm.FakeLlm;
import dev.offhook.servers.llm.Script;
import io.micrometer.core.instrument.Counter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CircuitsTest {
    private static final FakeLlm SERVER = FakeLlm.start(0);

    private final Llm llm = new Llm(Map.of(
            "breaker.calls", "4",
            "breaker.pause", "300ms",
            "breaker.successes", "1",
            "breaker.refused", "300ms",
            "breaker.limited", "300ms",
            "breaker.longest-limited", "400ms"));

    @BeforeEach
    void forget() {
        SERVER.reset();
    }

    @AfterEach
    void close() {
        llm.close();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void modelThatFailsIsLeftAloneAndTriedAgainLater() {
        // Given
        SERVER.always(Script.error(500, "down"));
        repeat(4, () -> converse("fake", Llm.KEY));
        int sent = SERVER.ledger().size();

        // When
        LlmResult refused = converse("fake", Llm.KEY);
        int open = (int) llm.registry.get("offhook.llm.circuits.open").gauge().value();
        SERVER.reset();
        LlmResult other = converse("fake?piece=1ms", Llm.KEY);

        // Then
        assertThat(sent).isEqualTo(4);
        assertThat(refused.outcome()).isEqualTo(Outcome.CIRCUIT_OPEN);
        assertThat(refused.attempts()).isZero();
        assertThat(open).isEqualTo(1);
        assertThat(other.outcome()).isEqualTo(Outcome.COMPLETE);
        await().untilAsserted(
                        () -> assertThat(converse("fake", Llm.KEY).outcome()).isEqualTo(Outcome.COMPLETE));
        assertThat(llm.registry.get("offhook.llm.circuits.open").gauge().value())
                .isZero();
    }

    @Test
    void refusedKeyIsNotTriedAgainForAWhileAndHarmsNoOther() {
        // Given
        SERVER.next(Script.error(401, "Incorrect API key provided"));
        repeat(20, () -> converse("fake", "wrong"));
        int sent = SERVER.ledger().size();

        // When
        LlmResult wrong = converse("fake", "wrong");
        LlmResult right = converse("fake", "right");

        // Then
        assertThat(sent).isEqualTo(1);
        assertThat(wrong.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(wrong.attempts()).isZero();
        assertThat(right.outcome()).isEqualTo(Outcome.COMPLETE);
        await().untilAsserted(
                        () -> assertThat(converse("fake", "wrong").outcome()).isEqualTo(Outcome.COMPLETE));
    }

    @Test
    void limitedKeyWaitsAsLongAsTheProviderWantsButNotForEver() {
        // Given
        long before = System.nanoTime();
        SERVER.next(new Script(
                429,
                null,
                Map.of("Retry-After", "3600"),
                Script.error(429, "slow down").steps()));
        converse("fake", Llm.KEY);

        // When
        LlmResult limited = converse("fake", Llm.KEY);
        await().untilAsserted(
                        () -> assertThat(converse("fake", Llm.KEY).outcome()).isEqualTo(Outcome.COMPLETE));

        // Then
        assertThat(limited.outcome()).isEqualTo(Outcome.LIMITED);
        assertThat(limited.attempts()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(390));
    }

    @Test
    void callsAreCountedByTheirEnd() {
        // When
        converse("fake", Llm.KEY);
        converse("fake-401", "wrong");

        // Then
        assertThat(calls("complete")).isEqualTo(1);
        assertThat(calls("refused")).isEqualTo(1);
        assertThat(llm.registry.get("offhook.llm.first.sentence").timer().count())
                .isEqualTo(1);
        assertThat(llm.registry.get("offhook.llm.tokens").counters()).allMatch(counter -> counter.count() > 0);
    }

    private double calls(String outcome) {
        Counter counter =
                llm.registry.get("offhook.llm.calls").tag("outcome", outcome).counter();
        return counter.count();
    }

    private static void repeat(int times, Supplier<LlmResult> call) {
        assertThat(Stream.generate(call).limit(times)).hasSize(times);
    }

    private LlmResult converse(String model, String key) {
        var settings = new LlmSettings(SERVER.baseUrl(), key, model, 0.3, 200);
        return llm.client.converse(Llm.request(settings), Llm.PATIENT, sentence -> {}, new Cancellation());
    }
}
