package dev.offhook.tenant.console.overview;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

import dev.offhook.tenant.console.overview.DayChart.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class DayChartTest {
    private static final List<String> DAYS = List.of("1.11", "2.11", "3.11");

    @Test
    void barsOfADayStandOnEachOther() throws Exception {
        // Given
        var chart = chart(new Series("a", List.of(2.0, 0.0, 1.0)), new Series("b", List.of(2.0, 4.0, 0.0)));

        // When
        var svg = xml(chart.bars().toString());

        // Then
        var bars = svg.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(4);
        double firstTop = number(bars.item(0).getAttributes().getNamedItem("y").getNodeValue());
        double secondTop = number(bars.item(1).getAttributes().getNamedItem("y").getNodeValue());
        double secondHeight =
                number(bars.item(1).getAttributes().getNamedItem("height").getNodeValue());
        assertThat(secondTop + secondHeight).isEqualTo(firstTop);
        assertThat(bars.item(0).getTextContent()).isEqualTo("1.11, a: 2.0");
    }

    @Test
    void aDayWithoutAValueIsLeftOutOfALine() throws Exception {
        var chart = chart(new Series("p50", Arrays.asList(10.0, null, 30.0)));

        var svg = xml(chart.lines().toString());

        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("path")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("d")
                        .getNodeValue())
                .matches("M\\S+ \\S+L\\S+ \\S+");
    }

    @Test
    void whoCannotSeeItIsToldWhatItIs() throws Exception {
        var root = xml(chart(new Series("a", List.of(1.0, 2.0, 3.0))).bars().toString())
                .getDocumentElement();

        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("calls-title calls-description");
        assertThat(root.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("What <it> shows & \"why\"");
    }

    @Test
    void nothingDrawnNeedsAStyleOfItsOwn() {
        var chart = chart(new Series("a", List.of(1.0, 2.0, 3.0)));

        assertThat(chart.bars() + chart.lines().toString()).doesNotContain("style=", "<script", "<style");
    }

    @Test
    void noDaysAndNoValuesAreStillAPicture() throws Exception {
        var none = new DayChart("x", "t", "d", List.of(), List.of(new Series("a", List.of())), String::valueOf);

        assertThat(none.empty()).isTrue();
        xml(none.bars().toString());
        xml(none.lines().toString());
        assertThat(chart(new Series("a", List.of(0.0, 0.0, 0.0))).empty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 1", "3, 4", "7, 8", "8.1, 10", "41, 60", "1999, 2000", "0.03, 0.04"})
    void theTopIsANumberThatPeopleRead(double most, double top) {
        assertThat(DayChart.roundTop(most)).isCloseTo(top, org.assertj.core.data.Offset.offset(1e-9));
    }

    private static DayChart chart(Series... series) {
        return new DayChart("calls", "Calls", "What <it> shows & \"why\"", DAYS, List.of(series), String::valueOf);
    }

    private static Document xml(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }
}
