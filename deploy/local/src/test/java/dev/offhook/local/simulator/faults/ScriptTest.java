package dev.offhook.local.simulator.faults;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScriptTest {

    @Test
    void everyStepIsOneAttempt() {
        // When
        Script script = Script.of("busy/3 x2; error; ok; reset-after; slow/2000 always; late/500; undelivered/30003");

        // Then
        assertThat(List.of(0, 1, 2, 3, 4, 5, 99))
                .extracting(script::attempt)
                .containsExactly(
                        Optional.of(new Fault.Busy(3)),
                        Optional.of(new Fault.Busy(3)),
                        Optional.of(new Fault.Broken(false)),
                        Optional.empty(),
                        Optional.of(new Fault.Reset(true)),
                        Optional.of(new Fault.Slow(Duration.ofSeconds(2))),
                        Optional.of(new Fault.Slow(Duration.ofSeconds(2))));
        assertThat(script.reports())
                .isEqualTo(new Reports("undelivered", 30003, false, false, false, Duration.ofMillis(500)));
    }

    @Test
    void attemptsAfterTheLastStepGoWell() {
        // When Then
        assertThat(Script.of("busy").attempt(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"explode, explode", "refuse, refuse/30003", "busy/x, busy/x", "'busy, error', 'busy, error'"})
    void unknownStepIsNamed(String script, String named) {
        // When Then
        assertThatThrownBy(() -> Script.of(script))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void ruleHoldsForWhatItNames() {
        // Given
        var faults = new Faults();
        faults.follow(List.of(new FaultRule("twilio", "+14155550123", "bill", null, "error always")));

        // When Then
        assertThat(faults.next("twilio", "whatsapp:+14155550123", "your bill")).isPresent();
        assertThat(faults.next("twilio", "+14155550123", "your room")).isEmpty();
        assertThat(faults.next("twilio", "+14155550124", "your bill")).isEmpty();
        assertThat(faults.next("voximplant", "14155550123", "your bill")).isEmpty();
    }

    @Test
    void shareOfMessagesIsAlwaysTheSame() {
        // Given
        var faults = new Faults();
        faults.follow(List.of(new FaultRule(null, null, null, 20, "error always")));

        // When
        List<Integer> first = met(faults);
        List<Integer> second = met(faults);

        // Then
        assertThat(first).isEqualTo(second).hasSizeBetween(120, 280);
    }

    @Test
    void scriptInTheTextComesBeforeRules() {
        // Given
        var faults = new Faults();
        faults.follow(List.of(new FaultRule(null, null, null, null, "error always")));

        // When Then
        assertThat(faults.next("twilio", "+14155550123", "Hello sim(reset)")).contains(new Fault.Reset(false));
        assertThat(faults.next("twilio", "+14155550123", "Hello sim(reset)")).isEmpty();
    }

    private static List<Integer> met(Faults faults) {
        return IntStream.range(0, 1000)
                .filter(i ->
                        faults.next("twilio", "+14155550123", "message " + i).isPresent())
                .boxed()
                .toList();
    }
}
