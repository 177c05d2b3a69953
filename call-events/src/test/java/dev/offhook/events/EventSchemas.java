package dev.offhook.events;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import org.jspecify.annotations.Nullable;

/** JSON Schemas of the events, from their records, from {@link EventJson}'s mapper and from their javadoc. */
final class EventSchemas {
    private static final List<Class<?>> AS_TEXT =
            List.of(ZoneId.class, URI.class, Instant.class, LocalDate.class, LocalTime.class);

    private final SourceDocs docs;

    /** @param docs what the schemas say in words */
    EventSchemas(SourceDocs docs) {
        this.docs = docs;
    }

    /** The schemas of this module's records. */
    static EventSchemas ofThisModule() {
        return new EventSchemas(SourceDocs.read(Path.of("src/main/java")));
    }

    /** What the schemas say in words. */
    SourceDocs docs() {
        return docs;
    }

    /** The schema of one type, JSON Schema 2020-12, complete in itself. */
    JsonNode of(Class<? extends Event> type) {
        ObjectNode schema = generator(SchemaVersion.DRAFT_2020_12, Option.SCHEMA_VERSION_INDICATOR)
                .generateSchema(type);
        return described(schema, type);
    }

    /**
     * The schemas of {@code types}, each under its simple name, and of what several of them use: draft 07, which is what
     * AsyncAPI's own schemas are a superset of.
     *
     * @param home where they will stand, e.g. {@code components/schemas}
     */
    ObjectNode together(List<Class<? extends Event>> types, String home) {
        var building = generator(SchemaVersion.DRAFT_7, Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .buildMultipleSchemaDefinitions();
        types.forEach(building::createSchemaReference);
        ObjectNode schemas = building.collectDefinitions(home);
        types.forEach(type -> described((ObjectNode) schemas.get(type.getSimpleName()), type));
        return schemas;
    }

    private ObjectNode described(ObjectNode schema, Class<? extends Event> type) {
        docs.of(type).ifPresent(text -> schema.put("description", text));
        return schema;
    }

    private SchemaGenerator generator(SchemaVersion version, Option option) {
        var builder = new SchemaGeneratorConfigBuilder(EventJson.mapper(), version, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(option);
        if (option != Option.SCHEMA_VERSION_INDICATOR) {
            builder.without(Option.SCHEMA_VERSION_INDICATOR);
        }
        builder.forTypesInGeneral().withDefinitionNamingStrategy((key, _) -> name(key.getType()));
        builder.forFields()
                .withRequiredCheck(
                        field -> field.getRawMember().getAnnotatedType().getAnnotation(Nullable.class) == null)
                .withDescriptionResolver(this::description)
                .withTargetTypeOverridesResolver(EventSchemas::asText);
        return new SchemaGenerator(builder.build());
    }

    /** {@code TransferEnded.Outcome} for a type within a record, {@code Map.String.String} for a map. */
    private static String name(ResolvedType type) {
        Class<?> owner = type.getErasedType().getDeclaringClass();
        String name = Stream.concat(
                        Stream.of(type.getErasedType()),
                        type.getTypeParameters().stream().map(ResolvedType::getErasedType))
                .map(Class::getSimpleName)
                .collect(Collectors.joining("."));
        return owner != null && owner.isRecord() ? owner.getSimpleName() + "." + name : name;
    }

    private static @Nullable List<ResolvedType> asText(FieldScope field) {
        return AS_TEXT.stream().anyMatch(field.getType()::isInstanceOf)
                ? List.of(field.getContext().resolve(String.class))
                : null;
    }

    private @Nullable String description(FieldScope field) {
        if (field.isFakeContainerItemScope()) {
            return null;
        }
        String text = docs.of(field.getDeclaringType().getErasedType(), field.getDeclaredName())
                .orElse("");
        Class<?> type = field.getDeclaredType().getErasedType();
        String values = type.isEnum() ? values(type) : "";
        String all = (text + "\n\n" + values).strip();
        return all.isEmpty() ? null : all;
    }

    private String values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Enum.class::cast)
                .flatMap(constant -> docs.of(constant).map(text -> "- `" + inJson(constant) + "`: " + text).stream())
                .collect(Collectors.joining("\n"));
    }

    private static String inJson(Enum<?> constant) {
        try {
            JsonProperty name =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return name == null ? constant.name() : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
