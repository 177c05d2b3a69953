package dev.offhook.events;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Writes an {@link Envelope} as a binary CloudEvent: attributes to the headers, data to the value; null as a tombstone. */
public final class EnvelopeSerializer implements Serializer<Envelope<?>> {

    @Override
    public byte[] serialize(String topic, Headers headers, Envelope<?> envelope) {
        if (envelope == null) {
            return null;
        }
        CloudEventHeaders.write(envelope, headers);
        return EventJson.write(envelope.data());
    }

    @Override
    public byte[] serialize(String topic, Envelope<?> envelope) {
        throw new UnsupportedOperationException("a CloudEvent in binary mode needs headers");
    }
}
