package dev.offhook.events;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract over time: what was published reads today, and what will be published reads in the hands of those who
 * have today's library.
 */
class PreviousVersionsTest {
    private static final Path PUBLISHED = Path.of("src/test/resources/dev/offhook/events/previous");

    @ParameterizedTest
    @MethodSource("published")
    void publishedEventLosesNothing(Path file) throws IOException {
        // Given
        byte[] json = Files.readAllBytes(file);
        String type = "dev.offhook." + file.getFileName().toString().replace(".json", "");

        // When
        Event read = EventJson.read(type, json);

        // Then
        JsonNode before = EventJson.mapper().readTree(json);
        JsonNode now = EventJson.mapper().readTree(EventJson.write(read));
        assertThat(lost(before, now, "")).isEmpty();
    }

    @Test
    void lossIsSeen() throws JacksonException {
        // Given
        JsonNode before =
                EventJson.mapper().readTree("{\"a\":1.50,\"b\":{\"c\":[{\"d\":\"x\"},2]},\"e\":true,\"g\":{\"h\":1}}");
        JsonNode now = EventJson.mapper()
                .readTree("{\"a\":1.5,\"b\":{\"c\":[{\"d\":\"y\",\"new\":0},2,3]},\"f\":true,\"g\":7}");

        // When
        var lost = lost(before, now, "");

        // Then
        assertThat(lost).containsExactlyInAnyOrder("/b/c has another length", "/b/c/0/d", "/e", "/g/h");
    }

    @ParameterizedTest
    @MethodSource("dev.offhook.events.Examples#all")
    void fieldsOfTheFutureAreIgnoredAtAnyDepth(Event example) throws JacksonException {
        // Given
        ObjectNode json = EventJson.mapper().valueToTree(example);
        Event today = read(example.getClass(), json);
        int added = addUnknown(json, example.getClass());

        // When
        Event read = read(example.getClass(), json);

        // Then
        assertThat(added).isPositive();
        assertThat(read).isEqualTo(today);
    }

    static Stream<Path> published() throws IOException {
        List<Path> files;
        try (var found = Files.walk(PUBLISHED)) {
            files = found.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(22);
        return files.stream();
    }

    private static Event read(Class<? extends Event> type, JsonNode json) throws JacksonException {
        return EventJson.read(EventJson.typeOf(type), EventJson.mapper().writeValueAsBytes(json));
    }

    /** Where {@code now} lacks or changes what {@code before} says. */
    private static List<String> lost(JsonNode before, JsonNode now, String at) {
        var lost = new ArrayList<String>();
        if (before.isObject()) {
            before.properties()
                    .forEach(field ->
                            lost.addAll(lost(field.getValue(), now.path(field.getKey()), at + "/" + field.getKey())));
        } else if (before.isArray()) {
            if (before.size() != now.size()) {
                lost.add(at + " has another length");
            }
            for (int i = 0; i < before.size(); i++) {
                lost.addAll(lost(before.get(i), now.path(i), at + "/" + i));
            }
        } else if (!same(before, now)) {
            lost.add(at);
        }
        return lost;
    }

    private static boolean same(JsonNode before, JsonNode now) {
        return before.isNumber() && now.isNumber()
                ? new BigDecimal(before.asText()).compareTo(new BigDecimal(now.asText())) == 0
                : before.equals(now);
    }

    /** Adds a field that no record has to every object that is a record; maps keep their keys. */
    private static int addUnknown(JsonNode json, Type type) {
        if (type instanceof Class<?> record && record.isRecord() && json instanceof ObjectNode object) {
            int added = 1;
            for (RecordComponent component : record.getRecordComponents()) {
                added += addUnknown(object.path(component.getName()), component.getGenericType());
            }
            object.putObject("ofTheFuture").putArray("values").add(1).add("two");
            return added;
        }
        int added = 0;
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            for (JsonNode element : json) {
                added += addUnknown(element, list.getActualTypeArguments()[0]);
            }
        }
        return added;
    }
}
