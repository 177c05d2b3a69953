package dev.offhook.events;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads a binary CloudEvent into an {@link Envelope}; null for a tombstone of a compacted topic.
 *
 * <p>It throws {@link UnreadableEventException} for anything else that is no event of this contract. A consumer that
 * must not stop at such a record reads bytes and calls {@link CloudEventHeaders#read} itself.
 */
public final class EnvelopeDeserializer implements Deserializer<Envelope<Event>> {

    @Override
    public Envelope<Event> deserialize(String topic, Headers headers, byte[] data) {
        return data == null ? null : CloudEventHeaders.read(headers, data);
    }

    @Override
    public Envelope<Event> deserialize(String topic, byte[] data) {
        throw new UnsupportedOperationException("a CloudEvent in binary mode needs headers");
    }
}
