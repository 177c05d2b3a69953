package dev.offhook.events;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

/**
 * What makes a document a right AsyncAPI 3.0.0 one: the official schema, which lies among the test resources, and what
 * the specification says beyond it.
 */
final class AsyncApiRules {
    private static final JsonSchemaFactory DRAFT_7 = JsonSchemaFactory.getInstance(VersionFlag.V7);
    private static final Pattern COMPONENT_NAME = Pattern.compile("[a-zA-Z0-9.\\-_]+");

    private AsyncApiRules() {}

    /** What is wrong with a document, a sentence each; empty when nothing is. */
    static List<String> broken(JsonNode document) {
        var problems = new ArrayList<String>();
        official().validate(document).forEach(message -> problems.add(message.toString()));
        references(document, "#", document, problems);
        operations(document, problems);
        names(document, problems);
        if (problems.isEmpty()) {
            examples(document, problems);
        }
        return problems;
    }

    private static void references(JsonNode node, String at, JsonNode document, List<String> problems) {
        if (node.path("$ref").isTextual() && resolved(document, node).isMissingNode()) {
            problems.add(at + ": $ref leads nowhere: " + node.get("$ref").textValue());
        }
        node.properties().forEach(field -> references(field.getValue(), at + "/" + field.getKey(), document, problems));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            references(node.get(i), at + "/" + i, document, problems);
        }
    }

    private static void names(JsonNode document, List<String> problems) {
        document.path("components").forEach(kind -> kind.fieldNames().forEachRemaining(name -> {
            if (!COMPONENT_NAME.matcher(name).matches()) {
                problems.add("no name of a component: " + name);
            }
        }));
    }

    /** An operation's messages are some of those of its channel. */
    private static void operations(JsonNode document, List<String> problems) {
        document.path("operations").properties().forEach(operation -> {
            belong(operation.getKey(), operation.getValue(), problems);
            belong(operation.getKey() + "/reply", operation.getValue().path("reply"), problems);
        });
    }

    private static void belong(String name, JsonNode operation, List<String> problems) {
        String channel = operation.at("/channel/$ref").textValue();
        for (JsonNode message : operation.path("messages")) {
            if (!message.path("$ref").asText().startsWith(channel + "/messages/")) {
                problems.add(name + ": a message that is none of its channel's: " + message);
            }
        }
    }

    /** An example is what its message's schemas describe. */
    private static void examples(JsonNode document, List<String> problems) {
        document.at("/components/messages").properties().forEach(entry -> {
            JsonNode message = entry.getValue();
            for (JsonNode example : message.path("examples")) {
                for (String part : List.of("headers", "payload")) {
                    if (example.has(part) && message.has(part)) {
                        schemaIn(document, message.get(part))
                                .validate(example.get(part))
                                .forEach(problem -> problems.add(entry.getKey() + ", example: " + part + problem));
                    }
                }
            }
        });
    }

    /** A schema of the document, which refers to others of it. */
    private static JsonSchema schemaIn(JsonNode document, JsonNode schema) {
        ObjectNode whole = EventJson.mapper().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.get("components"));
        return DRAFT_7.getSchema(whole);
    }

    private static JsonNode resolved(JsonNode document, JsonNode reference) {
        String to = reference.get("$ref").textValue();
        return to.startsWith("#/") ? document.at(to.substring(1)) : MissingNode.getInstance();
    }

    private static JsonSchema official() {
        return DRAFT_7.getSchema(AsyncApiSpecs.schema());
    }
}
