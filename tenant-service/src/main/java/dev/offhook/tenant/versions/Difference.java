package dev.offhook.tenant.versions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import dev.offhook.tenant.configuration.FieldChange;
import dev.offhook.tenant.configuration.TenantDocument;

/**
 * What differs between two documents, field by field. Entries of a list are told apart by what names them, so that one
 * that is put in front is one change and not one of each that follows.
 */
public final class Difference {
    /** How many changes are told; a new knowledge base would have thousands. */
    public static final int MOST = 200;

    private static final int LONGEST_TEXT = 300;
    private static final List<String> NAMES = List.of("id", "kind", "name", "key");

    private final List<FieldChange> changes = new ArrayList<>();

    private Difference() {}

    /** The fields that differ, at most {@value #MOST}, in the order of the document; none when both say the same. */
    public static List<FieldChange> between(TenantDocument before, TenantDocument after) {
        var difference = new Difference();
        difference.compare(
                "", EventJson.mapper().valueToTree(before), EventJson.mapper().valueToTree(after));
        return List.copyOf(difference.changes);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (same(before, after) || changes.size() >= MOST) {
            return;
        }
        if (isObject(before) && isObject(after)) {
            each(fields(before), fields(after), name -> path.isEmpty() ? name : path + "." + name);
            return;
        }
        var keyedBefore = named(before);
        var keyedAfter = named(after);
        if (keyedBefore.isPresent() && keyedAfter.isPresent()) {
            int known = changes.size();
            each(keyedBefore.get(), keyedAfter.get(), name -> path + "[" + name + "]");
            if (changes.size() > known) {
                return;
            }
            // The same entries in another order.
            add(
                    path,
                    String.join(", ", keyedBefore.get().keySet()),
                    String.join(", ", keyedAfter.get().keySet()));
            return;
        }
        add(path, text(before), text(after));
    }

    private void each(Map<String, JsonNode> before, Map<String, JsonNode> after, Function<String, String> path) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name -> compare(path.apply(name), before.get(name), after.get(name)));
    }

    private void add(String path, String from, String to) {
        changes.add(new FieldChange(path, from, to));
    }

    // 10.5 and 10.50 are one amount.
    private static boolean same(JsonNode before, JsonNode after) {
        if (before == null || after == null) {
            return before == after;
        }
        return before.equals(
                (one, other) -> one.isNumber() && other.isNumber()
                        ? one.decimalValue().compareTo(other.decimalValue())
                        : one.equals(other) ? 0 : 1,
                after);
    }

    private static boolean isObject(JsonNode node) {
        return node != null && node.isObject();
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        var fields = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** The entries of a list by the name that each of them has; empty when it is no list of such. */
    private static Optional<Map<String, JsonNode>> named(JsonNode list) {
        if (list == null || !list.isArray()) {
            return Optional.empty();
        }
        return NAMES.stream().flatMap(name -> by(name, list)).findFirst();
    }

    private static Stream<Map<String, JsonNode>> by(String name, JsonNode list) {
        var entries = new LinkedHashMap<String, JsonNode>();
        for (JsonNode entry : list) {
            if (!entry.path(name).isTextual() || entries.put(entry.get(name).textValue(), entry) != null) {
                return Stream.empty();
            }
        }
        return Stream.of(entries);
    }

    private static String text(JsonNode node) {
        if (node == null) {
            return null;
        }
        String text = node.isTextual() ? node.textValue() : node.toString();
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }
}
