package dev.offhook.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * All topics as one AsyncAPI 3.0 document: channels and settings from {@link Topic}, messages from the sealed
 * {@link Event}, payloads from {@link EventSchemas}, words from the javadoc, examples from {@link Examples}.
 */
final class AsyncApiDocument {
    /** The mapper that writes the document and reads it back. */
    static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new QuotesForOldReaders())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(
                    YAMLGenerator.Feature.MINIMIZE_QUOTES,
                    YAMLGenerator.Feature.LITERAL_BLOCK_STYLE,
                    YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private static final String KAFKA_BINDING = "0.5.0";
    private static final String DESCRIPTION = """
            Offhook answers the phone. Everything that happens on calls and in text threads is an event on one of these \
            Kafka topics: a CloudEvent 1.0 in binary mode, attributes in `ce_*` headers, JSON as the value.

            Operations are told from both sides: `send…` is what a producer of the topic does, `receive…` what a \
            consumer does; each says who that is.

            Delivery is at least once: remember `ce_id` with the effect. Order holds per key. Fields may be added, and \
            types too: ignore what you do not know. Where a description says null, the field is absent.""";

    private final EventSchemas schemas;
    private final ObjectNode root = EventJson.mapper().createObjectNode();

    private AsyncApiDocument(EventSchemas schemas) {
        this.schemas = schemas;
    }

    /** The document as a tree. */
    static ObjectNode of(EventSchemas schemas) {
        var document = new AsyncApiDocument(schemas);
        document.info();
        document.channels();
        document.operations();
        document.components();
        return document.root;
    }

    /** The document as YAML. */
    static String yaml(ObjectNode document) throws JacksonException {
        return YAML.writeValueAsString(document);
    }

    private void info() {
        root.put("asyncapi", "3.0.0");
        root.put("id", "urn:dev.offhook:topics");
        var info = root.putObject("info");
        info.put("title", "Offhook topics");
        info.put("version", "1.0.0");
        info.put("description", DESCRIPTION);
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        root.put("defaultContentType", "application/json");
        root.putObject("servers")
                .putObject("local")
                .put("host", "localhost:9092")
                .put("protocol", "kafka")
                .put("description", "The broker that `./offhook up` starts.");
    }

    private void channels() {
        ObjectNode channels = root.putObject("channels");
        for (Topic topic : Topic.values()) {
            var channel = channels.putObject(name(topic));
            channel.put("address", topic.topicName());
            schemas.docs().of(topic).ifPresent(text -> channel.put("summary", text));
            var messages = channel.putObject("messages");
            messageNames(topic)
                    .forEach(message -> messages.set(message, reference("#/components/messages/" + message)));
            kafka(channel)
                    .put("topic", topic.topicName())
                    .put("partitions", topic.partitions())
                    .set("topicConfiguration", settings(topic.settings()));

            var deadLetters = channels.putObject(deadLetterName(topic));
            deadLetters.put("address", topic.deadLetterTopic());
            deadLetters.put("summary", "Records of `" + topic.topicName() + "` that could not be processed.");
            deadLetters
                    .putObject("messages")
                    .set(
                            AsyncApiMessages.DEAD_LETTER,
                            reference("#/components/messages/" + AsyncApiMessages.DEAD_LETTER));
            kafka(deadLetters)
                    .put("topic", topic.deadLetterTopic())
                    .put("partitions", Topic.DEAD_LETTER_PARTITIONS)
                    .set("topicConfiguration", settings(Topic.deadLetterSettings()));
        }
    }

    private void operations() {
        ObjectNode operations = root.putObject("operations");
        for (Topic topic : Topic.values()) {
            var traffic = Traffic.of(topic);
            var send = operation(operations, "send", name(topic), traffic.producers(), messageNames(topic));
            if (topic == Topic.CALL_EVENTS) {
                var reply = send.putObject("reply");
                reply.set("channel", reference("#/channels/" + name(Topic.REPLIES)));
                messages(reply, name(Topic.REPLIES), messageNames(Topic.REPLIES));
            }
            var receive = operation(operations, "receive", name(topic), traffic.consumers(), messageNames(topic));
            kafka(receive)
                    .putObject("groupId")
                    .put("type", "string")
                    .put("description", "One group per subscriber, its own name.");
            var operators = List.of("whoever operates Offhook");
            operation(operations, "receive", deadLetterName(topic), operators, List.of(AsyncApiMessages.DEAD_LETTER));
        }
    }

    private ObjectNode operation(
            ObjectNode operations, String action, String channel, List<String> who, List<String> messages) {
        var operation =
                operations.putObject(action + channel.substring(0, 1).toUpperCase(Locale.ROOT) + channel.substring(1));
        operation.put("action", action);
        operation.set("channel", reference("#/channels/" + channel));
        operation.put("summary", (action.equals("send") ? "Sent by " : "Read by ") + String.join(", ", who) + ".");
        messages(operation, channel, messages);
        return operation;
    }

    private static void messages(ObjectNode parent, String channel, List<String> messages) {
        ArrayNode references = parent.putArray("messages");
        messages.forEach(message -> references.add(reference("#/channels/" + channel + "/messages/" + message)));
    }

    private void components() {
        ObjectNode components = root.putObject("components");
        components.set("messages", new AsyncApiMessages(schemas.docs()).all());

        ObjectNode all = schemas.together(EventJson.types(), "components/schemas");
        all.set("CloudEvent", CloudEventSchemas.headers());
        components.set("schemas", all);

        ObjectNode correlations = components.putObject("correlationIds");
        correlations
                .putObject("event")
                .put("location", "$message.header#/" + CloudEventHeaders.ID)
                .put("description", "What the replies to this event carry as `" + CloudEventHeaders.IN_REPLY_TO + "`.");
        correlations
                .putObject("answered")
                .put("location", "$message.header#/" + CloudEventHeaders.IN_REPLY_TO)
                .put("description", "The `" + CloudEventHeaders.ID + "` of the event that this answers.");
    }

    /** The Kafka binding of a part of the document; added to it. */
    static ObjectNode kafka(ObjectNode parent) {
        return parent.putObject("bindings").putObject("kafka").put("bindingVersion", KAFKA_BINDING);
    }

    private static ObjectNode settings(Map<String, String> settings) {
        ObjectNode node = EventJson.mapper().createObjectNode();
        settings.forEach((name, value) -> {
            if (name.equals("cleanup.policy")) {
                var policies = node.putArray(name);
                Arrays.stream(value.split(",")).forEach(policies::add);
            } else {
                node.put(name, Long.parseLong(value));
            }
        });
        return node;
    }

    private static List<String> messageNames(Topic topic) {
        var names = new ArrayList<>(
                topic.events().stream().map(Class::getSimpleName).toList());
        var tombstone = Traffic.of(topic).tombstone();
        if (tombstone != null) {
            names.add(tombstone.message());
        }
        return names;
    }

    private static String name(Topic topic) {
        String[] words = topic.name().toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .reduce("", String::concat);
    }

    private static String deadLetterName(Topic topic) {
        return name(topic) + "DeadLetters";
    }

    /** YAML 1.1 takes {@code 2026-11-20T10:15:39Z} for a time and {@code 09:00} for a number; half its readers do. */
    private static final class QuotesForOldReaders extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return value.isEmpty() || !Character.isLetter(value.charAt(0)) || super.needToQuoteValue(value);
        }
    }

    /** A reference to another part of the document. */
    static ObjectNode reference(String to) {
        return EventJson.mapper().createObjectNode().put("$ref", to);
    }
}
