package dev.offhook.notification.message;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentsTest {

    record Vector(String text, String encoding, int units, int segments) {}

    private record Vectors(List<Vector> vectors) {}

    static List<Vector> vectors() throws IOException {
        try (var file = SegmentsTest.class.getResourceAsStream("sms-segments.json")) {
            return new ObjectMapper()
                    .readValue(file, new TypeReference<Vectors>() {})
                    .vectors();
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vectorsAreCounted(Vector vector) {
        // When
        var segments = Segments.of(vector.text());
        // Then
        assertThat(segments.encoding().id()).isEqualTo(vector.encoding());
        assertThat(segments.units()).isEqualTo(vector.units());
        assertThat(segments.parts()).isEqualTo(vector.segments());
    }

    @ParameterizedTest
    @ValueSource(strings = {"^", "{", "}", "\\", "[", "~", "]", "|", "€", "\f"})
    void extensionCharacterCostsTwo(String character) {
        // When
        var segments = Segments.of(character);
        // Then
        assertThat(segments).isEqualTo(new Segments(Segments.Encoding.GSM_7, 2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"я", "“", "—", "ç", "`", "\u00a0", "😀", "Ş"})
    void oneOtherCharacterMakesAllOfItUcs2(String character) {
        assertThat(Segments.of("hello " + character).encoding()).isEqualTo(Segments.Encoding.UCS_2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ç", "ΔΦΓΛΩΠΨΣΘΞ", "ÆæßÉ", "¡¿§¤", "äöñüàÄÖÑÜ", "Ååéèùìò", "\r\n", "@£$¥_"})
    void basicCharacterCostsOne(String characters) {
        // When
        var segments = Segments.of(characters);
        // Then
        assertThat(segments).isEqualTo(new Segments(Segments.Encoding.GSM_7, characters.length(), 1));
    }

    @Test
    void escapePairIsNotSplitOverParts() {
        // Given: the pair would begin with the last septet of the first part, and so on in the second
        String text = "a".repeat(152) + "€" + "a".repeat(151) + "€";
        // When
        var segments = Segments.of(text);
        // Then
        assertThat(segments).isEqualTo(new Segments(Segments.Encoding.GSM_7, 307, 3));
    }

    @Test
    void escapePairThatIsPushedMakesOnePartMore() {
        // Given: 306 septets, which would be two parts
        String text = "a".repeat(152) + "€" + "a".repeat(152);
        // When
        var segments = Segments.of(text);
        // Then
        assertThat(segments).isEqualTo(new Segments(Segments.Encoding.GSM_7, 306, 3));
    }

    @Test
    void surrogatePairIsNotSplitOverParts() {
        // Given: 134 units, which would be two parts of 67
        String text = "я".repeat(66) + "😀" + "я".repeat(66);
        // When
        var segments = Segments.of(text);
        // Then
        assertThat(segments).isEqualTo(new Segments(Segments.Encoding.UCS_2, 134, 3));
    }

    @Test
    void emojiFillsAMessageOfItsOwnByTwo() {
        assertThat(Segments.of("😀".repeat(35))).isEqualTo(new Segments(Segments.Encoding.UCS_2, 70, 1));
        assertThat(Segments.of("😀".repeat(36))).isEqualTo(new Segments(Segments.Encoding.UCS_2, 72, 2));
    }

    @Test
    void emptyTextIsOnePart() {
        assertThat(Segments.of("")).isEqualTo(new Segments(Segments.Encoding.GSM_7, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    “Hello” — it’s here… | "Hello" - it's here...
                    «ok»                 | "ok"
                    a\u00a0b             | a b
                    """)
    void typographicCharactersArePlainWhereThatIsShorter(String typographic, String plain) {
        // Given
        String text = typographic + "x".repeat(100);
        // When
        String shorter = PlainCharacters.whereShorter(text);
        // Then
        assertThat(shorter).isEqualTo(plain + "x".repeat(100));
    }

    @Test
    void typographicCharactersStayWhereNothingIsWon() {
        assertThat(PlainCharacters.whereShorter("«Привет» — мир")).isEqualTo("«Привет» — мир");
        assertThat(PlainCharacters.whereShorter("“Hi”")).isEqualTo("“Hi”");
    }
}
