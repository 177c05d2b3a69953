package dev.offhook.events;

import java.time.Instant;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloudEventsTest {
    private static final Envelope<Event> ENVELOPE = new Envelope<>(
            "twilio:CA1:1:CallerSpoke",
            "/offhook/webhook-service",
            "twilio:CA1",
            "hr-center",
            Instant.parse("2026-11-20T10:00:00Z"),
            null,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            new CallEvent.CallerSpoke("Наверное программирование", 0.9, "ru-RU", 1));

    @Test
    void envelopeReadsBack() {
        // Given
        var headers = new RecordHeaders();
        byte[] data = new EnvelopeSerializer().serialize("topic", headers, ENVELOPE);

        // When
        Envelope<Event> read = new EnvelopeDeserializer().deserialize("topic", headers, data);

        // Then
        assertThat(read).isEqualTo(ENVELOPE);
    }

    @Test
    void officialSdkReadsIt() {
        // Given
        var headers = new RecordHeaders();
        byte[] data = new EnvelopeSerializer().serialize("topic", headers, ENVELOPE);

        // When
        CloudEvent event;
        try (var deserializer = new CloudEventDeserializer()) {
            event = deserializer.deserialize("topic", headers, data);
        }

        // Then
        assertThat(event.getId()).isEqualTo(ENVELOPE.id());
        assertThat(event.getType()).isEqualTo("dev.offhook.CallerSpoke");
        assertThat(event.getSubject()).isEqualTo("twilio:CA1");
        assertThat(event.getExtension("tenant")).isEqualTo("hr-center");
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getTime()).isNotNull();
        assertThat(EventJson.read(event.getType(), event.getData().toBytes())).isEqualTo(ENVELOPE.data());
    }

    @Test
    void missingAttributeIsNamed() {
        // Given
        var headers = new RecordHeaders();
        byte[] data = new EnvelopeSerializer().serialize("topic", headers, ENVELOPE);
        headers.remove("ce_tenant");

        // When, Then
        assertThatThrownBy(() -> CloudEventHeaders.read(headers, data))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("ce_tenant");
    }

    @Test
    void tombstoneIsNoEvent() {
        assertThat(new EnvelopeDeserializer().deserialize("topic", new RecordHeaders(), (byte[]) null))
                .isNull();
    }
}
