package dev.offhook.events;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The messages of the {@link AsyncApiDocument}: each type of event, the tombstones, and what a dead letter is. */
final class AsyncApiMessages {
    /** The message of every dead-letter topic. */
    static final String DEAD_LETTER = "DeadLetter";

    private final SourceDocs docs;

    /** @param docs what the messages say in words */
    AsyncApiMessages(SourceDocs docs) {
        this.docs = docs;
    }

    /** All of them, by name. */
    ObjectNode all() {
        ObjectNode messages = EventJson.mapper().createObjectNode();
        for (Class<? extends Event> type : EventJson.types()) {
            message(messages.putObject(type.getSimpleName()), type);
        }
        for (Topic topic : Topic.values()) {
            var tombstone = Traffic.of(topic).tombstone();
            if (tombstone != null) {
                tombstone(messages.putObject(tombstone.message()), topic, tombstone);
            }
        }
        deadLetter(messages.putObject(DEAD_LETTER));
        return messages;
    }

    private void message(ObjectNode message, Class<? extends Event> type) {
        String name = type.getSimpleName();
        message.put("name", EventJson.typeOf(type));
        message.put("title", name);
        docs.of(type).ifPresent(text -> {
            message.put("summary", SourceDocs.firstSentence(text));
            message.put("description", text);
        });
        message.put("contentType", "application/json");
        var headers = message.putObject("headers").putArray("allOf");
        headers.add(AsyncApiDocument.reference("#/components/schemas/CloudEvent"));
        var own = headers.addObject();
        own.put("type", "object");
        own.putObject("properties").putObject(CloudEventHeaders.TYPE).put("const", EventJson.typeOf(type));
        if (Reply.class.isAssignableFrom(type)) {
            own.putArray("required").add(CloudEventHeaders.IN_REPLY_TO);
            message.set("correlationId", AsyncApiDocument.reference("#/components/correlationIds/answered"));
        } else if (CallEvent.Turn.class.isAssignableFrom(type)) {
            message.set("correlationId", AsyncApiDocument.reference("#/components/correlationIds/event"));
        }
        message.set("payload", AsyncApiDocument.reference("#/components/schemas/" + name));
        List<Topic> topics = Arrays.stream(Topic.values())
                .filter(topic -> topic.events().contains(type))
                .toList();
        key(message, topics);
        ArrayNode examples = message.putArray("examples");
        Examples.all().filter(type::isInstance).forEach(example -> {
            var shown = examples.addObject().put("name", name);
            shown.set("headers", CloudEventSchemas.exampleHeaders(example, Traffic.of(topics.getFirst())));
            shown.set("payload", EventJson.mapper().valueToTree(example));
        });
    }

    private static void tombstone(ObjectNode message, Topic topic, Traffic.Tombstone tombstone) {
        message.put("name", "tombstone");
        message.put("title", tombstone.message());
        message.put("summary", "A record with a key and no value, on a compacted topic.");
        message.put("description", tombstone.meaning());
        message.putObject("payload").put("type", "null");
        key(message, List.of(topic));
        message.putArray("examples").addObject().put("name", "tombstone").putNull("payload");
    }

    private static void deadLetter(ObjectNode message) {
        message.put("name", "dead-letter");
        message.put("title", DEAD_LETTER);
        message.put("summary", "A record as it came: key, value and headers, and why it could not be processed.");
        message.put("contentType", "application/octet-stream");
        var headers = message.putObject("headers").put("type", "object");
        var properties = headers.putObject("properties");
        header(properties, "dead-letter-reason", "What is wrong, without the record's data.");
        header(properties, "dead-letter-topic", "The topic that it was read from.");
        header(properties, "dead-letter-partition", "The partition that it was read from.");
        header(properties, "dead-letter-offset", "Its offset there.");
        headers.putArray("required").add("dead-letter-reason").add("dead-letter-topic");
        message.putObject("payload").put("description", "The bytes as they came; nothing is promised of them.");
        message.putArray("examples")
                .addObject()
                .put("name", "unreadable")
                .putObject("headers")
                .put("dead-letter-reason", "header ce_time is missing")
                .put("dead-letter-topic", Topic.CALL_EVENTS.topicName())
                .put("dead-letter-partition", "3")
                .put("dead-letter-offset", "1729");
    }

    private static void header(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    private static void key(ObjectNode message, List<Topic> topics) {
        // The official schema takes a schema here, and no reference.
        List<JsonNode> keys = topics.stream()
                .map(topic -> Traffic.of(topic).key())
                .distinct()
                .<JsonNode>map(AsyncApiMessages::key)
                .toList();
        ObjectNode kafka = AsyncApiDocument.kafka(message);
        if (keys.size() == 1) {
            kafka.set("key", keys.getFirst());
        } else {
            kafka.putObject("key").putArray("anyOf").addAll(keys);
        }
    }

    private static ObjectNode key(Traffic.Key key) {
        ObjectNode schema = EventJson.mapper().createObjectNode();
        schema.put("type", "string").put("description", key.description());
        schema.putArray("examples").add(key.example());
        return schema;
    }
}
