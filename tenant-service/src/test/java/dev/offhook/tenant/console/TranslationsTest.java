package dev.offhook.tenant.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Qute falls back to English where a Russian message is missing; nobody would notice. */
class TranslationsTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern GAP = Pattern.compile("%\\d\\$s|\\{[a-z][A-Za-z0-9]*}");

    static Stream<Path> english() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            return files.filter(file -> file.toString().endsWith("_en.properties")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("english")
    void everyMessageIsInRussianTooWithTheSameGaps(Path file) throws IOException {
        // Given
        var english = read(file);
        // When
        var russian = read(Path.of(file.toString().replace("_en.", "_ru.")));
        // Then
        assertThat(russian.keySet()).isEqualTo(english.keySet());
        assertThat(english.stringPropertyNames()).allSatisfy(key -> {
            assertThat(russian.getProperty(key)).as(key).isNotBlank();
            assertThat(gaps(russian.getProperty(key))).as(key).isEqualTo(gaps(english.getProperty(key)));
        });
    }

    private static List<String> gaps(String message) {
        return GAP.matcher(message)
                .results()
                .map(result -> result.group())
                .distinct()
                .sorted()
                .toList();
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
