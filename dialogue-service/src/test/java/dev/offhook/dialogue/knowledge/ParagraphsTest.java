package dev.offhook.dialogue.knowledge;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ParagraphsTest {

    @Test
    void headingStandsWithWhatIsBelowIt() {
        // Given
        String text = "# Правила\r\n\r\n## Тишина\n\nПосле 23 часов тихо.\n  \nКурить нельзя.";

        // When
        var passages = Paragraphs.of(text);

        // Then
        assertThat(passages).containsExactly("# Правила\n## Тишина\nПосле 23 часов тихо.", "Курить нельзя.");
    }

    @Test
    void longParagraphIsPartedBetweenSentencesWithAnOverlap() {
        // Given
        String text = IntStream.range(0, 60)
                .mapToObj(i -> "Это предложение номер " + i + " о правилах нашего дома.")
                .collect(Collectors.joining(" "));

        // When
        var passages = Paragraphs.of(text);

        // Then
        assertThat(passages).hasSizeGreaterThan(2).allSatisfy(passage -> {
            assertThat(passage.length()).isLessThanOrEqualTo(Paragraphs.LONGEST);
            assertThat(passage).startsWith("Это").endsWith(".");
        });
        for (int i = 1; i < passages.size(); i++) {
            var sentences = Arrays.asList(passages.get(i - 1).split("(?<=\\.) "));
            assertThat(passages.get(i)).startsWith(sentences.getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"я", "слово ", "👍🏽", "a.", "\n\n# x"})
    void everyTextIsPartedWithoutLoss(String unit) {
        // Given
        String text = unit.repeat(5_000);

        // When
        var passages = Paragraphs.of(text);

        // Then
        assertThat(passages).allSatisfy(passage -> {
            assertThat(passage).isNotBlank();
            assertThat(passage.length()).isLessThanOrEqualTo(Paragraphs.LONGEST);
            assertThat(Character.isLowSurrogate(passage.charAt(0))).isFalse();
        });
        assertThat(passages.stream().mapToInt(passage -> letters(passage)).sum())
                .isGreaterThanOrEqualTo(letters(text));
    }

    @Test
    void textWithoutAnythingHasNoPassages() {
        assertThat(Paragraphs.of(" \n\n \t ")).isEmpty();
    }

    private static int letters(String text) {
        return text.replaceAll("\\s", "").length();
    }
}
