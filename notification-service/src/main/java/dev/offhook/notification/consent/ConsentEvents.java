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
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
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

    /** Handles one event; what is no message of a customer's is passed over. */
    @Incoming("consent")
    @Blocking
    public CompletionStage<Void> receive(IncomingKafkaRecord<String, byte[]> incoming) {
        try {
            if (RECEIVED.equals(CloudEventHeaders.get(incoming.getHeaders(), CloudEventHeaders.TYPE))) {
                Envelope<?> envelope = CloudEventHeaders.read(incoming.getHeaders(), incoming.getPayload());
                if (envelope.data() instanceof SmsReceived received) {
                    words.hear(incoming.getKey() == null ? envelope.subject() : incoming.getKey(), envelope, received);
                }
            }
            return incoming.ack();
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "event does not read, no word of consent is heard in it: partition=%d offset=%d reason=%s",
                    incoming.getPartition(), incoming.getOffset(), e.getMessage());
            return incoming.ack();
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "word of consent not stored: partition=%d offset=%d",
                    incoming.getPartition(),
                    incoming.getOffset());
            return incoming.nack(e);
        }
    }
}
