package dev.offhook.tenant.console.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.offhook.kit.phone.PhoneNumbers;

/** How the text of an input becomes a value of the document, and back. */
public enum CellType {
    /** A text; an empty one is none. */
    TEXT(""),
    /** A phone number, also with spaces, brackets and hyphens. */
    PHONE("+74951234567"),
    /** A whole number. */
    WHOLE("30"),
    /** A number with a point or a comma. */
    DECIMAL("10.50"),
    /** A check box or a switch. */
    FLAG(""),
    /** Texts, one on each line. */
    LINES(""),
    /** Phone numbers, one on each line. */
    PHONES("+74951234567"),
    /** A time of day. */
    TIME("09:00"),
    /** A date. */
    DATE("2027-01-01"),
    /** Times of work, e.g. {@code 09:00-13:00, 14:00-18:00}. */
    INTERVALS("09:00-13:00, 14:00-18:00");

    /** What a check box sends. */
    static final String ON = "on";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern BETWEEN = Pattern.compile("\\s*[-–—]\\s*");
    private static final Pattern WRITTEN_NUMBER = Pattern.compile("\\+[0-9 ()./\\u00a0–-]+");
    private static final int SHORT_TIME = 4;

    private final String good;

    CellType(String good) {
        this.good = good;
    }

    /** A value that fits; empty where every text does. */
    public String good() {
        return good;
    }

    /** The text of a value, empty for none. */
    String show(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return switch (this) {
            case TEXT, PHONE, WHOLE, DATE -> value.asText();
            case TIME -> minutes(value);
            case DECIMAL -> value.isNumber() ? plain(value.decimalValue()) : value.asText();
            case FLAG -> value.asBoolean() ? ON : "";
            case LINES, PHONES ->
                StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining("\n"));
            case INTERVALS ->
                StreamSupport.stream(value.spliterator(), false)
                        .map(shift -> shift.path("from").asText() + "-"
                                + shift.path("to").asText())
                        .collect(Collectors.joining(", "));
        };
    }

    /**
     * The value of a text: null for none.
     *
     * @return empty when the text does not fit
     */
    Optional<JsonNode> read(String typed) {
        var text = typed.strip();
        if (text.isEmpty() && this != FLAG && this != LINES && this != PHONES && this != INTERVALS) {
            return Optional.of(JSON.nullNode());
        }
        try {
            return Optional.of(
                    switch (this) {
                        case TEXT -> JSON.textNode(text.replace("\r\n", "\n"));
                        case PHONE -> JSON.textNode(number(text));
                        case WHOLE ->
                            JSON.numberNode(
                                    Integer.parseInt(text.replace("\u00a0", "").replace(" ", "")));
                        case DECIMAL -> JSON.numberNode(new BigDecimal(text.replace(',', '.')));
                        case FLAG -> JSON.booleanNode(!text.isEmpty());
                        case LINES -> lines(text, UnaryOperator.identity());
                        case PHONES -> lines(text, CellType::number);
                        case TIME -> JSON.textNode(time(text));
                        case DATE -> JSON.textNode(LocalDate.parse(text).toString());
                        case INTERVALS -> intervals(text);
                    });
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The document writes seconds too. */
    private static String minutes(JsonNode time) {
        try {
            return LocalTime.parse(time.asText()).toString();
        } catch (DateTimeException e) {
            return time.asText();
        }
    }

    private static JsonNode lines(String text, UnaryOperator<String> each) {
        var list = JSON.arrayNode();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(each)
                .forEach(list::add);
        return list;
    }

    private static JsonNode intervals(String text) {
        var list = JSON.arrayNode();
        Arrays.stream(text.split("[,;\n]"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .forEach(one -> {
                    var ends = BETWEEN.split(one);
                    if (ends.length != 2) {
                        throw new DateTimeException("no interval");
                    }
                    list.addObject().put("from", time(ends[0])).put("to", time(ends[1]));
                });
        return list;
    }

    private static String time(String text) {
        var padded = text.length() == SHORT_TIME ? "0" + text : text;
        return LocalTime.parse(padded).toString();
    }

    /** As people write it; what is no number at all is told by the rules. */
    private static String number(String text) {
        return WRITTEN_NUMBER.matcher(text).matches() ? PhoneNumbers.e164(text).orElse(text) : text;
    }

    private static String plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
