package dev.offhook.tenant.rules;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.tenant.configuration.FaultKind;
import dev.offhook.tenant.configuration.InvalidTenantException;
import dev.offhook.tenant.configuration.TenantBlock;
import dev.offhook.tenant.configuration.TenantDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.yaml.snakeyaml.LoaderOptions;

/** Makes a {@link TenantBlock} of a tree, of YAML or JSON; what does not fit is told with the field's path. */
public final class BlockReader {
    /** YAML as a tenants file is written. */
    public static final YAMLMapper YAML = mapper();

    /** In characters; the parser's own limit of 3 million is less than four tenants may need. */
    private static final int LARGEST_FILE = 100_000_000;

    private static final String SECRETS = "secrets";

    private static final String MODEL = "deploy/local/demo/tenants.yaml";

    private static final Map<Class<?>, String> GOOD = Map.ofEntries(
            Map.entry(ZoneId.class, "good is Europe/Moscow"),
            Map.entry(LocalTime.class, "good is \"09:00\""),
            Map.entry(LocalDate.class, "good is 2027-01-01"),
            Map.entry(URI.class, "good is https://api.openai.com/v1"),
            Map.entry(Integer.class, "good is a whole number, e.g. 30"),
            Map.entry(int.class, "good is a whole number, e.g. 30"),
            Map.entry(Double.class, "good is a number, e.g. 0.3"),
            Map.entry(BigDecimal.class, "good is a number, e.g. 10.50"),
            Map.entry(Boolean.class, "good are true and false"),
            Map.entry(boolean.class, "good are true and false"),
            Map.entry(String.class, "write a text in quotes, e.g. \"12345\""));

    private final Faults faults = new Faults();

    private BlockReader() {}

    /** The secrets of a block, so that what does not fit in them is told with its path. */
    @RegisterForReflection
    record Secrets(Map<String, String> secrets) {}

    /**
     * Reads a tenant.
     *
     * @return its block, not checked by the rules but without empty entries in lists
     * @throws InvalidTenantException with what does not fit
     */
    public static TenantBlock read(JsonNode node) {
        var reader = new BlockReader();
        var block = reader.block(node);
        if (block == null) {
            throw new InvalidTenantException(reader.faults.all());
        }
        return block;
    }

    private TenantBlock block(JsonNode node) {
        if (!(node instanceof ObjectNode given)) {
            faults.add("", null, FaultKind.WRONG_TYPE, "it must be a block of fields, as in " + MODEL, MODEL);
            return null;
        }
        refuseEmptyEntries("", given);
        if (!faults.all().isEmpty()) {
            return null;
        }
        var document = given.deepCopy();
        var secrets = YAML.createObjectNode();
        secrets.set(SECRETS, document.remove(SECRETS));
        fillIn(document);
        try {
            return new TenantBlock(
                    YAML.treeToValue(document, TenantDocument.class),
                    YAML.treeToValue(secrets, Secrets.class).secrets());
        } catch (JsonMappingException e) {
            told(e);
        } catch (JacksonException e) {
            faults.add("", null, FaultKind.UNREADABLE, "cannot be read");
        }
        return null;
    }

    /** Defaults that the contract's own records could not tell from what was written. */
    private static void fillIn(ObjectNode document) {
        // Who describes an LLM wants it; a boolean that is left out reads as false.
        if (document.at("/assistant/llm") instanceof ObjectNode llm && !llm.hasNonNull("enabled")) {
            llm.put("enabled", true);
        }
        if (document.at("/messaging/budget") instanceof ObjectNode budget
                && !budget.has("segments")
                && DefaultRates.CURRENCY.equals(budget.path("currency").textValue())) {
            budget.set("segments", YAML.valueToTree(DefaultRates.SEGMENTS));
        }
    }

    private void refuseEmptyEntries(String path, JsonNode node) {
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            String at = path + "[" + i + "]";
            if (node.get(i).isNull()) {
                faults.add(
                        at,
                        null,
                        FaultKind.MISSING,
                        "is empty; fill it or remove the dash, and put in quotes what begins with # or *",
                        "no such entry");
            }
            refuseEmptyEntries(at, node.get(i));
        }
        node.properties()
                .forEach(field -> refuseEmptyEntries(
                        path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
    }

    private void told(JsonMappingException e) {
        String field = path(e.getPath());
        switch (e) {
            case UnrecognizedPropertyException unknown -> {
                var known = unknown.getKnownPropertyIds().stream()
                        .map(Object::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (e.getPath().size() == 1) {
                    known.add(SECRETS);
                }
                faults.add(field, null, FaultKind.UNKNOWN_FIELD, "is not known; known are " + known, known);
            }
            case MismatchedInputException wrong -> {
                String good = good(wrong.getTargetType());
                String value = value(field, wrong);
                faults.add(
                        field,
                        value,
                        FaultKind.WRONG_TYPE,
                        "is " + (value == null ? "of another kind" : Faults.quoted(value)) + ", which does not fit; "
                                + good,
                        good);
            }
            case JsonMappingException other
            when other.getCause() instanceof InputCoercionException wrong -> {
                String good = good(wrong.getTargetType());
                faults.add(field, null, FaultKind.WRONG_TYPE, "is too large or too precise; " + good, good);
            }
            default ->
                faults.add(
                        field,
                        null,
                        FaultKind.UNREADABLE,
                        "cannot be read: a value in it is missing; good is as in " + MODEL);
        }
    }

    /** The bad value; null where it is none that can be shown. */
    private static String value(String field, MismatchedInputException wrong) {
        // A URL may hold a password.
        if (!(wrong instanceof InvalidFormatException bad)
                || field.startsWith(SECRETS)
                || wrong.getTargetType() == URI.class) {
            return null;
        }
        String value = String.valueOf(bad.getValue());
        return isNumber(field) ? PhoneNumbers.masked(value) : value;
    }

    private static boolean isNumber(String field) {
        return field.contains(".numbers[")
                || field.endsWith(".operator")
                || field.endsWith(".transfer")
                || field.startsWith("limits.blocked");
    }

    private static String good(Class<?> wanted) {
        if (wanted == null) {
            return "see " + MODEL;
        }
        if (wanted.isEnum()) {
            return "good are " + names(wanted);
        }
        return GOOD.getOrDefault(
                wanted,
                "it must be a " + (List.class.isAssignableFrom(wanted) ? "list" : "block of fields") + ", as in "
                        + MODEL);
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
        var options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE);
        var mapper = YAMLMapper.builder(
                        YAMLFactory.builder().loaderOptions(options).build())
                .addModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // 20270101 would be read as a day number, in the year 57466.
                .withConfigOverride(LocalDate.class, date -> date.setFormat(JsonFormat.Value.forLeniency(false)))
                .build();
        // YAML reads +15005550006 and 012345 as numbers: the plus and the zero would silently be lost.
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        // A limit of "" would silently be no limit.
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }
}
