package dev.offhook.servers.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the server extracts from a transcript: as the summary, what the caller said first and last; as a field, the line
 * of the caller that shares a word with the field's description, or null. Fields are those of the JSON schema, or the
 * lines {@code - name: description} of the system prompt.
 */
final class JsonAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FIELD = Pattern.compile("(?m)^-\\s*\"?([\\p{L}\\p{N}_.-]{1,64})\"?\\s*:\\s*(.+)$");
    private static final Pattern CALLER =
            Pattern.compile("(?imU)^(?:caller|customer|user|клиент|звонящий)\\s*:\\s*(.+)$");

    private JsonAnswer() {}

    static String to(LlmCall call) {
        List<String> said = CALLER.matcher(call.lastUserText())
                .results()
                .map(line -> line.group(1).strip())
                .toList();
        ObjectNode answer = JSON.createObjectNode();
        JsonNode properties = call.body().at("/response_format/json_schema/schema/properties");
        if (properties.isObject() && !properties.has("fields")) {
            properties.properties().forEach(property -> {
                if (property.getKey().equals("summary")) {
                    answer.put("summary", summary(said));
                } else {
                    answer.put(
                            property.getKey(),
                            value(
                                    property.getKey(),
                                    property.getValue().path("description").asText(),
                                    said));
                }
            });
            return answer.toString();
        }
        answer.put("summary", summary(said));
        ObjectNode fields = answer.putObject("fields");
        fields(call.system()).forEach((name, description) -> fields.put(name, value(name, description, said)));
        return answer.toString();
    }

    private static Map<String, String> fields(String system) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(system);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return fields;
    }

    private static String summary(List<String> said) {
        return switch (said.size()) {
            case 0 -> "";
            case 1 -> said.getFirst();
            default -> said.getFirst() + " … " + said.getLast();
        };
    }

    private static String value(String name, String description, List<String> said) {
        Set<String> about = PoliteAnswer.stems(name + " " + description);
        return said.stream()
                .filter(line -> PoliteAnswer.stems(line).stream().anyMatch(about::contains))
                .findFirst()
                .orElse(null);
    }
}
