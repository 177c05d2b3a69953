package dev.offhook.events;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class AsyncApiTest {
    private static final ObjectNode DOCUMENT = AsyncApiDocument.of(EventSchemas.ofThisModule());

    @Test
    void documentIsWhatTheCodeDeclares() throws JacksonException {
        String yaml = AsyncApiDocument.yaml(DOCUMENT);

        Golden.hold("dev/offhook/events/asyncapi.yaml", yaml);
        assertThat(AsyncApiDocument.YAML.readTree(yaml).toString()).isEqualTo(DOCUMENT.toString());
    }

    @Test
    void documentIsRightAsyncApi() {
        assertThat(AsyncApiRules.broken(DOCUMENT)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void brokenDocumentIsRefused(String named, Consumer<ObjectNode> mistake) {
        // Given
        ObjectNode document = DOCUMENT.deepCopy();
        mistake.accept(document);

        // When
        var problems = AsyncApiRules.broken(document);

        // Then
        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(named));
    }

    @Test
    void everyTopicIsAChannelWithItsMessages() {
        for (Topic topic : Topic.values()) {
            JsonNode channel = channel(topic.topicName());
            assertThat(channel.at("/bindings/kafka/partitions").intValue()).isEqualTo(topic.partitions());
            assertThat(channel.at("/messages").properties().stream()
                            .map(message -> message.getValue().path("$ref").textValue()))
                    .containsAll(topic.events().stream()
                            .map(type -> "#/components/messages/" + type.getSimpleName())
                            .toList());
            assertThat(channel(topic.deadLetterTopic()).isMissingNode()).isFalse();
        }
    }

    @Test
    void compactedTopicsHaveTombstonesAndNoOthers() {
        for (Topic topic : Topic.values()) {
            assertThat(Traffic.of(topic).tombstone() != null)
                    .as("a tombstone on %s", topic)
                    .isEqualTo(topic.settings().get("cleanup.policy").contains("compact"));
        }
    }

    @Test
    void everyHeaderThatIsWrittenIsDescribed() {
        // Given
        var described = CloudEventSchemas.headers().get("properties");

        // When
        var written = Examples.all()
                .map(example -> CloudEventSchemas.exampleHeaders(example, Traffic.of(Topic.REPLIES)))
                .flatMap(headers -> headers.properties().stream());

        // Then
        assertThat(written.map(Map.Entry::getKey).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        described.properties().stream().map(Map.Entry::getKey).toList());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("asyncapi", document -> document.put("asyncapi", "2.6.0")),
                mistake("info", document -> document.remove("info")),
                mistake("action", document -> at(document, "/operations/receiveCallEvents")
                        .put("action", "subscribe")),
                mistake("colour", document -> at(document, "/channels/callEvents")
                        .put("colour", "red")),
                mistake("partitions", document -> at(document, "/channels/callEvents/bindings/kafka")
                        .put("partitions", "twelve")),
                mistake("cleanup.policy", document -> ((ArrayNode)
                                document.at("/channels/tenants/bindings/kafka/topicConfiguration/cleanup.policy"))
                        .add("forget")),
                mistake("type", document -> at(document, "/components/schemas/CallerSpoke")
                        .put("type", "speech")),
                mistake("location", document -> at(document, "/components/correlationIds/event")
                        .put("location", "ce_id")),
                mistake("#/components/schemas/CallerSpoke", document -> at(document, "/components/schemas")
                        .remove("CallerSpoke")),
                mistake("none of its channel's", document -> ((ArrayNode)
                                document.at("/operations/receiveCallEvents/messages"))
                        .addObject()
                        .put("$ref", "#/channels/replies/messages/Say")),
                mistake("Map(String)", document -> at(document, "/components/schemas")
                        .put("Map(String)", true)),
                mistake("digits", document -> at(document, "/components/messages/CallerPressed/examples/0/payload")
                        .put("digits", 1)),
                mistake("ce_tenant", document -> at(document, "/components/messages/CallerPressed/examples/0/headers")
                        .remove("ce_tenant")));
    }

    private static Arguments mistake(String named, Consumer<ObjectNode> mistake) {
        return arguments(named, mistake);
    }

    private static ObjectNode at(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    private static JsonNode channel(String address) {
        return DOCUMENT.get("channels").properties().stream()
                .map(Map.Entry::getValue)
                .filter(channel -> channel.path("address").textValue().equals(address))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
