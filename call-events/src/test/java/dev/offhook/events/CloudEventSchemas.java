package dev.offhook.events;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The Kafka headers of an event as a schema, and as they stand on an example. */
final class CloudEventSchemas {
    private static final Instant TIME = Instant.parse("2026-11-20T10:15:39Z");
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private CloudEventSchemas() {}

    /** The headers that every event has. */
    static ObjectNode headers() {
        ObjectNode schema = EventJson.mapper().createObjectNode();
        schema.put("type", "object");
        schema.put("description", "CloudEvents 1.0 in Kafka's binary content mode; each value is UTF-8 text.");
        ObjectNode headers = schema.putObject("properties");
        headers.putObject("ce_specversion").put("type", "string").put("const", "1.0");
        text(headers, CloudEventHeaders.ID, "Names the event: the same event twice has the same id.");
        text(headers, CloudEventHeaders.TYPE, "What it is: `dev.offhook.` and the name of the message.");
        text(headers, "ce_source", "Who published it.");
        text(
                headers,
                "ce_subject",
                "The conversation's id; the SMS thread key or the tenant's slug where there is no conversation.");
        text(headers, "ce_time", "When it happened, as far as the publisher knows.")
                .put("format", "date-time");
        text(headers, "ce_tenant", "The tenant's slug; `-` where an event belongs to none.");
        text(headers, CloudEventHeaders.IN_REPLY_TO, "The `ce_id` of the event that this answers; absent when none.");
        text(headers, "traceparent", "W3C trace context; absent when there is none.");
        headers.putObject("content-type").put("type", "string").put("const", "application/json");
        var required = schema.putArray("required");
        headers.fieldNames().forEachRemaining(name -> {
            if (!name.equals(CloudEventHeaders.IN_REPLY_TO) && !name.equals("traceparent")) {
                required.add(name);
            }
        });
        return schema;
    }

    /** The headers that the publisher of {@code example} would write. */
    static ObjectNode exampleHeaders(Event example, Traffic traffic) {
        String subject = traffic.key().example();
        String id = subject + ":1:" + example.getClass().getSimpleName();
        var envelope = new Envelope<>(
                example instanceof Reply reply ? subject + ":1:CallerSpoke/" + reply.seq() : id,
                "/offhook/" + traffic.producerOf(example),
                subject,
                example instanceof KeyRing || example instanceof KeyRingConfirmed ? KeyRing.NO_TENANT : "hr-center",
                TIME,
                example instanceof Reply ? subject + ":1:CallerSpoke" : null,
                TRACEPARENT,
                example);
        var written = new RecordHeaders();
        CloudEventHeaders.write(envelope, written);
        ObjectNode headers = EventJson.mapper().createObjectNode();
        written.forEach(header -> headers.put(header.key(), CloudEventHeaders.get(written, header.key())));
        return headers;
    }

    private static ObjectNode text(ObjectNode headers, String name, String description) {
        return headers.putObject(name).put("type", "string").put("minLength", 1).put("description", description);
    }
}
