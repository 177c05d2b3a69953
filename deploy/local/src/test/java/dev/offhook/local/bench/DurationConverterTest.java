package dev.offhook.local.bench;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "20s, PT20S", "1m, PT1M"})
    void durationsReadAsWritten(String written, Duration expected) {
        // When
        Duration duration = new DurationConverter().convert(written);

        // Then
        assertThat(duration).isEqualTo(expected);
    }

    @Test
    void whatIsNoDurationIsNamed() {
        // When Then
        assertThatThrownBy(() -> new DurationConverter().convert("soon"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'soon' is no duration; write 20s, 1m or 500ms");
    }
}
