package dev.offhook.events;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Events as JSON: the one mapping that producers, consumers, schemas and fixtures use. */
public final class EventJson {
    private static final String TYPE_PREFIX = "dev.offhook.";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final List<Class<? extends Event>> TYPES = leaves(Event.class);
    private static final Map<String, ObjectReader> READERS =
            TYPES.stream().collect(Collectors.toUnmodifiableMap(EventJson::typeOf, MAPPER::readerFor));

    private EventJson() {}

    /** Every type of event there is: the records under the sealed {@link Event}. */
    public static List<Class<? extends Event>> types() {
        return TYPES;
    }

    /** The {@code ce_type} of an event's class, e.g. {@code dev.offhook.CallerSpoke}. */
    public static String typeOf(Class<?> event) {
        return TYPE_PREFIX + event.getSimpleName();
    }

    /** The mapper behind this class, for tools that show or check events. Do not configure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** UTF-8 JSON of an event. */
    public static byte[] write(Event event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JacksonException e) {
            throw new IllegalStateException("an event that cannot be written: " + event.getClass(), e);
        }
    }

    /**
     * Reads an event.
     *
     * @param type its {@code ce_type}
     * @param json its data
     * @throws UnreadableEventException when the type is not known or the data does not fit it
     */
    public static Event read(String type, byte[] json) {
        ObjectReader reader = READERS.get(type);
        if (reader == null) {
            throw new UnreadableEventException("ce_type '" + type + "' is not known; known are " + READERS.keySet());
        }
        if (json == null) {
            throw new UnreadableEventException("a " + type + " without data");
        }
        try {
            Event event = reader.readValue(json);
            if (event == null) {
                throw new UnreadableEventException("a " + type + " whose data is null");
            }
            return event;
        } catch (JacksonException e) {
            throw new UnreadableEventException("a " + type + " that does not read: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableEventException("a " + type + " that does not read: " + e.getMessage());
        }
    }

    /** The records under a sealed type, each once, in the order in which they are permitted. */
    @SuppressWarnings("unchecked")
    static List<Class<? extends Event>> leaves(Class<? extends Event> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        var leaves = new ArrayList<Class<? extends Event>>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            for (Class<? extends Event> leaf : leaves((Class<? extends Event>) permitted)) {
                if (!leaves.contains(leaf)) {
                    leaves.add(leaf);
                }
            }
        }
        return List.copyOf(leaves);
    }
}
