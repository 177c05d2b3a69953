package dev.offhook.events;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContractTest {
    private static final String HOME = "dev/offhook/events/";
    private static final EventSchemas SCHEMAS = EventSchemas.ofThisModule();

    @Test
    void everyTypeHasAnExample() {
        assertThat(Examples.all().map(Event::getClass).collect(Collectors.toSet()))
                .isEqualTo(Set.copyOf(EventJson.types()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsStableAndReadsBack(Event example) throws JacksonException {
        // Given
        String json = EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(example) + "\n";

        // When
        Event read = EventJson.read(EventJson.typeOf(example.getClass()), json.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(read).isEqualTo(example);
        Golden.hold(HOME + "examples/" + example.getClass().getSimpleName() + ".json", json);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void schemaFitsTheRecordAndItsExample(Event example) throws JacksonException {
        // Given
        JsonNode schema = SCHEMAS.of(example.getClass());
        String text = EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";

        // When
        var problems = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(EventJson.mapper().valueToTree(example));

        // Then
        assertThat(problems).isEmpty();
        Golden.hold(HOME + "schemas/" + example.getClass().getSimpleName() + ".schema.json", text);
    }

    @Test
    void everyTypeTravelsOnATopic() {
        assertThat(Arrays.stream(Topic.values()).flatMap(topic -> topic.events().stream()))
                .as("each type of event is declared with its topic, in Topic")
                .containsAll(EventJson.types());
    }

    @Test
    void topicsFileIsWhatTheCodeDeclares() throws JacksonException {
        var topics = new ArrayList<Object>();
        for (Topic topic : Topic.values()) {
            topics.add(topic(topic.topicName(), topic.partitions(), topic.settings()));
            topics.add(topic(topic.deadLetterTopic(), Topic.DEAD_LETTER_PARTITIONS, Topic.deadLetterSettings()));
        }

        Golden.hold(
                HOME + "topics.json",
                EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(topics) + "\n");
    }

    @Test
    void nativeImageCanReadEveryType() throws JacksonException {
        ArrayNode entries = EventJson.mapper().createArrayNode();
        reflected().forEach(type -> entries.addObject()
                .put("name", type.getName())
                .put("allDeclaredConstructors", true)
                .put("allDeclaredMethods", true)
                .put("allDeclaredFields", true));

        Golden.hold(
                "META-INF/native-image/dev.offhook/call-events/reflect-config.json",
                EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(entries) + "\n");
    }

    @Test
    void fieldThatIsNotKnownYetIsIgnored() {
        byte[] json = "{\"digits\":\"1\",\"turn\":2,\"pressure\":0.5}".getBytes(StandardCharsets.UTF_8);

        assertThat(EventJson.read("dev.offhook.CallerPressed", json)).isEqualTo(new CallEvent.CallerPressed("1", 2));
    }

    @Test
    void unknownTypeIsNamed() {
        assertThatThrownBy(() -> EventJson.read("dev.offhook.CallerSang", new byte[0]))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("dev.offhook.CallerSang");
    }

    @Test
    void brokenDataIsRefusedWithoutItsText() {
        byte[] json = "{\"text\":[\"мой пароль\"]}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EventJson.read("dev.offhook.CallerSpoke", json))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageNotContaining("пароль");
    }

    static Stream<Event> examples() {
        return Examples.all();
    }

    private static Object topic(String name, int partitions, Object settings) {
        var topic = new LinkedHashMap<String, Object>();
        topic.put("name", name);
        topic.put("partitions", partitions);
        topic.put("settings", settings);
        return topic;
    }

    private static Set<Class<?>> reflected() {
        var types = new TreeSet<Class<?>>(Comparator.comparing(Class::getName));
        EventJson.types().forEach(type -> collect(type, types));
        return types;
    }

    private static void collect(Class<?> type, Set<Class<?>> types) {
        if (!type.getName().startsWith("dev.offhook.") || !types.add(type)) {
            return;
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                collect(component.getType(), types);
            }
        }
        Arrays.stream(type.getDeclaredClasses())
                .filter(nested -> nested.isRecord() || nested.isEnum())
                .forEach(nested -> collect(nested, types));
        if (type.isEnum()) {
            assertThat(Arrays.stream(type.getDeclaredFields())
                            .filter(field -> field.isEnumConstant() && !Modifier.isPrivate(field.getModifiers())))
                    .allMatch(field -> field.isAnnotationPresent(JsonProperty.class));
        }
    }
}
