package dev.offhook.local.simulator;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SmsSegmentsTest {

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "€, 80, 1",
        "€, 81, 2",
        "п, 70, 1",
        "п, 71, 2",
        "👍, 35, 1",
        "👍, 36, 2",
        "👍, 66, 2",
        "👍, 67, 3",
        "€, 152, 2",
        "€, 153, 3"
    })
    void partsFollowTheAlphabet(String character, int count, int parts) {
        // When
        int segments = SmsSegments.of(character.repeat(count));

        // Then
        assertThat(segments).isEqualTo(parts);
    }
}
