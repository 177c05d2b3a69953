package dev.offhook.notification.status;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent.SmsStatusReported;
import dev.offhook.events.UnreadableEventException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.KafkaRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes what the ingress heard from providers; a record is acknowledged when what follows from it is stored. */
@ApplicationScoped
public class StatusReports {
    private static final Logger LOG = Logger.getLogger(StatusReports.class);
    private static final String REPORTED = EventJson.typeOf(SmsStatusReported.class);

    private final Reported reported;

    @Inject
    StatusReports(Reported reported) {
        this.reported = reported;
    }

    /**
     * Handles records in their order; what is no report is of no interest here, and what does not read is logged and
     * left. One that fails for good goes to the dead-letter topic, and those behind it are handled.
     */
    @Incoming("sms-reports")
    @Blocking
    public CompletionStage<Void> receive(IncomingKafkaRecordBatch<String, byte[]> incoming) {
        CompletionStage<Void> settled = CompletableFuture.completedStage(null);
        for (var event : incoming.getRecords()) {
            try {
                receive(event);
            } catch (RuntimeException e) {
                LOG.errorf(e, "report failed: partition=%d key=%s", event.getPartition(), event.getKey());
                settled = settled.thenCompose(_ -> event.nack(e));
            }
        }
        return settled.thenCompose(_ -> incoming.ack());
    }

    private void receive(KafkaRecord<String, byte[]> event) {
        if (!REPORTED.equals(CloudEventHeaders.get(event.getHeaders(), CloudEventHeaders.TYPE))) {
            return;
        }
        try {
            Envelope<?> envelope = CloudEventHeaders.read(event.getHeaders(), event.getPayload());
            if (envelope.data() instanceof SmsStatusReported report) {
                reported.apply(envelope.tenant(), report);
            }
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "report does not read: partition=%d key=%s reason=%s",
                    event.getPartition(), event.getKey(), e.getMessage());
        }
    }
}
