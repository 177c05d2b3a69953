package dev.offhook.tenant.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Reads a tenants file: YAML with one list, {@code tenants}. */
final class TenantsFile {
    private static final String ROOT = "tenants";
    private static final YAMLMapper YAML = mapper();

    private TenantsFile() {}

    /**
     * Reads and checks a file.
     *
     * @return its tenants, in its order, without a fault as far as the file alone can tell
     * @throws TenantsFileException with every fault that was found
     */
    static List<TenantBlock> read(Path file) {
        var blocks = new ArrayList<TenantBlock>();
        var problems = new ArrayList<String>();
        int position = 0;
        for (JsonNode node : list(tree(file))) {
            String named = name(node, position++);
            if (!node.isObject()) {
                problems.add(named + ": it must be a block of fields, as in deploy/local/demo/tenants.yaml");
                continue;
            }
            try {
                blocks.add(YAML.treeToValue(node, TenantBlock.class));
            } catch (JsonMappingException e) {
                problems.add(named + ": " + fault(e));
            } catch (JacksonException e) {
                problems.add(named + ": cannot be read");
            }
        }
        problems.addAll(TenantRules.faults(blocks));
        if (!problems.isEmpty()) {
            throw new TenantsFileException(problems);
        }
        return List.copyOf(blocks);
    }

    private static JsonNode tree(Path file) {
        if (!Files.isReadable(file)) {
            throw new TenantsFileException(List.of(
                    "OFFHOOK_TENANTS_FILE names no readable file; a good one is deploy/local/demo/tenants.yaml"));
        }
        try {
            return YAML.readTree(file.toFile());
        } catch (JacksonException e) {
            // The parser's own message quotes the file, which may be a secret's line.
            var where = e.getLocation();
            throw new TenantsFileException(List.of("no YAML near line "
                    + (where == null ? "1" : where.getLineNr() + ", column " + where.getColumnNr())
                    + " (wrong indentation, a key twice, or an unquoted colon); a good line is  - slug: hotel-royal"));
        } catch (IOException e) {
            throw new TenantsFileException(List.of("cannot be read: " + e.getMessage()));
        }
    }

    private static JsonNode list(JsonNode root) {
        JsonNode list = root == null ? null : root.get(ROOT);
        if (list == null || !list.isArray() || root.size() != 1) {
            throw new TenantsFileException(List.of("the file must hold one list, 'tenants:', and nothing else beside"));
        }
        return list;
    }

    private static String name(JsonNode node, int position) {
        String slug = node.path("slug").asText("");
        return "tenant " + (slug.isBlank() ? ROOT + "[" + position + "]" : slug);
    }

    private static String fault(JsonMappingException e) {
        String field = path(e.getPath());
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                field + " is not known; known are "
                        + new TreeSet<>(unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .collect(Collectors.toSet()));
            case MismatchedInputException wrong ->
                field + " is " + value(field, wrong) + ", which does not fit; " + good(wrong.getTargetType());
            default -> field + " cannot be read";
        };
    }

    private static String value(String field, MismatchedInputException wrong) {
        return wrong instanceof InvalidFormatException bad && !field.startsWith("secrets")
                ? "'" + bad.getValue() + "'"
                : "of another kind";
    }

    private static String good(Class<?> wanted) {
        if (wanted == null) {
            return "see deploy/local/demo/tenants.yaml";
        }
        if (wanted.isEnum()) {
            return "good are " + names(wanted);
        }
        if (wanted == ZoneId.class) {
            return "good is Europe/Moscow";
        }
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "good are true and false";
        }
        return wanted == String.class
                ? "write a text in quotes, e.g. \"12345\""
                : "it must be a "
                        + (List.class.isAssignableFrom(wanted) ? "list" : "block of fields")
                        + ", as in deploy/local/demo/tenants.yaml";
    }

    private static Set<String> names(Class<?> wanted) {
        return Arrays.stream(wanted.getEnumConstants())
                .map(constant -> YAML.convertValue(constant, String.class))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String path(List<JsonMappingException.Reference> path) {
        var text = new StringBuilder();
        for (var step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.isEmpty() ? "it" : text.toString();
    }

    private static YAMLMapper mapper() {
        var mapper = YAMLMapper.builder()
                .addModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        // YAML reads +15005550006 and 012345 as numbers: the plus and the zero would silently be lost.
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }
}
