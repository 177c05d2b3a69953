package dev.offhook.dialogue.limits;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.TenantConfiguration.Rates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateCardTest {
    private final RateCard rates = new RateCard(new Rates(
            new BigDecimal("0.15"),
            new BigDecimal("0.60"),
            Map.of(Channel.Kind.TWILIO_VOICE, new BigDecimal("0.0085"))));

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "0, 1, 1", "1000, 0, 150", "1000, 100, 210", "1000000, 1000000, 750000"})
    void tokensCostTheirPricePerMillionRoundedUp(long input, long output, long micros) {
        assertThat(rates.tokens(input, output)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 8500", "60, 8500", "61, 17000", "3600, 510000"})
    void startedMinutesAreCharged(long seconds, long micros) {
        assertThat(rates.minutes(Channel.Kind.TWILIO_VOICE, seconds)).isEqualTo(micros);
    }

    @Test
    void channelWithoutARateIsFree() {
        assertThat(rates.minutes(Channel.Kind.VOXIMPLANT_VOICE, 3600)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'Сколько стоит номер?', 20", "'how much is a room', 18", "'👍🏽', 8", "'', 0"})
    void estimateIsNeverBelowATokenPerByte(String text, int bytesAtLeast) {
        // Given
        int maxTokens = 50;

        // When
        long most = rates.prompt(List.of(text, text), maxTokens);

        // Then
        assertThat(most).isGreaterThanOrEqualTo(rates.tokens(2L * bytesAtLeast, maxTokens));
    }

    @Test
    void estimateCoversTheLongestAnswer() {
        // Given
        var prompt = List.of("x".repeat(1000));

        // When
        long more = rates.prompt(prompt, 2000) - rates.prompt(prompt, 1000);

        // Then
        assertThat(more).isEqualTo(600);
    }

    @Test
    void negativeQuantitiesAreRefusedByName() {
        assertThatThrownBy(() -> rates.tokens(-1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input");
        assertThatThrownBy(() -> rates.tokens(0, -1)).hasMessageContaining("output");
        assertThatThrownBy(() -> rates.minutes(Channel.Kind.TWILIO_VOICE, -1)).hasMessageContaining("seconds");
    }
}
