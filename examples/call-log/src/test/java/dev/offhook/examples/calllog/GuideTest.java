package dev.offhook.examples.calllog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the subscribers' guide shows is what is run here. */
class GuideTest {
    private static final Path GUIDE = Path.of("../../docs/subscribers.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void codeOfTheGuideIsTheExamples() throws IOException {
        // Given
        String sources;
        try (var files = Files.walk(SOURCES)) {
            sources = files.filter(Files::isRegularFile).map(GuideTest::read).collect(Collectors.joining("\n"));
        }

        // When
        List<String> shown =
                CODE.matcher(read(GUIDE)).results().map(match -> match.group(1)).toList();

        // Then
        assertThat(shown).isNotEmpty().allSatisfy(code -> assertThat(sources).contains(code));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
