package dev.offhook.notification.consent;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.UnreadableEventException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes what customers write from Kafka, in order per thread; acknowledged when its word of consent is stored. */
@ApplicationScoped
public class ConsentEvents {
    private static final Logger LOG = Logger.getLogger(ConsentEvents.class);
    private static final String RECEIVED = EventJson.typeOf(SmsReceived.class);

    private final ConsentWords words;

    @Inject
    ConsentEvents(ConsentWords words) {
        this.words = words;
    }

    /** Handles events in their order; what is no message of a customer's is passed over. */
    @Incoming("consent")
    @Blocking
    public CompletionStage<Void> receive(IncomingKafkaRecordBatch<String, byte[]> incoming) {
        for (var event : incoming.getRecords()) {
            try {
                receive(event);
            } catch (RuntimeException e) {
                LOG.errorf(e, "word of consent not stored: partition=%d key=%s", event.getPartition(), event.getKey());
                return incoming.nack(e);
            }
        }
        return incoming.ack();
    }

    private void receive(KafkaRecord<String, byte[]> event) {
        if (!RECEIVED.equals(CloudEventHeaders.get(event.getHeaders(), CloudEventHeaders.TYPE))) {
            return;
        }
        try {
            Envelope<?> envelope = CloudEventHeaders.read(event.getHeaders(), event.getPayload());
            if (envelope.data() instanceof SmsReceived received) {
                words.hear(event.getKey() == null ? envelope.subject() : event.getKey(), envelope, received);
            }
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "event does not read, no word of consent is heard in it: partition=%d key=%s reason=%s",
                    event.getPartition(), event.getKey(), e.getMessage());
        }
    }
}
