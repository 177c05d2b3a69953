package dev.offhook.events;

import java.time.DateTimeException;
import java.time.Instant;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * CloudEvents 1.0 in Kafka's binary content mode: context attributes as {@code ce_*} headers, the data as the value.
 * {@code traceparent} is the plain W3C header, as OpenTelemetry's Kafka instrumentation reads it.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     protocol binding</a>
 */
public final class CloudEventHeaders {
    /** Header of the event's id. */
    public static final String ID = "ce_id";
    /** Header of the event's type. */
    public static final String TYPE = "ce_type";
    /** Header of the id of the event that this one answers. */
    public static final String IN_REPLY_TO = "ce_inreplyto";

    private static final String SPEC_VERSION = "ce_specversion";
    private static final String SOURCE = "ce_source";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String TENANT = "ce_tenant";
    private static final String TRACEPARENT = "traceparent";
    private static final String CONTENT_TYPE = "content-type";

    private CloudEventHeaders() {}

    /** Adds the attributes of {@code envelope} to {@code headers}. */
    public static void write(Envelope<?> envelope, Headers headers) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, envelope.id());
        put(headers, TYPE, envelope.type());
        put(headers, SOURCE, envelope.source());
        put(headers, SUBJECT, envelope.subject());
        put(headers, TIME, envelope.time().toString());
        put(headers, TENANT, envelope.tenant());
        put(headers, IN_REPLY_TO, envelope.inReplyTo());
        put(headers, TRACEPARENT, envelope.traceparent());
        put(headers, CONTENT_TYPE, "application/json");
    }

    /**
     * Reads one message.
     *
     * @throws UnreadableEventException when an attribute is missing or the data does not fit its type
     */
    public static Envelope<Event> read(Headers headers, byte[] data) {
        String type = required(headers, TYPE);
        Instant time;
        try {
            time = Instant.parse(required(headers, TIME));
        } catch (DateTimeException e) {
            throw new UnreadableEventException(TIME + " is no RFC 3339 time: " + required(headers, TIME));
        }
        return new Envelope<>(
                required(headers, ID),
                required(headers, SOURCE),
                required(headers, SUBJECT),
                required(headers, TENANT),
                time,
                get(headers, IN_REPLY_TO),
                get(headers, TRACEPARENT),
                EventJson.read(type, data));
    }

    /** The value of a header as text, null when it is not there. */
    public static @Nullable String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String required(Headers headers, String name) {
        String value = get(headers, name);
        if (value == null || value.isEmpty()) {
            throw new UnreadableEventException("header " + name + " is missing");
        }
        return value;
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }
}
