package dev.offhook.notification.status;

import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent.SmsStatusReported;
import dev.offhook.events.UnreadableEventException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes what the ingress heard from providers; a record is acknowledged when what follows from it is stored. */
@ApplicationScoped
public class StatusReports {
    private static final Logger LOG = Logger.getLogger(StatusReports.class);
    private static final String TYPE = "ce_type";
    private static final String REPORTED = EventJson.typeOf(SmsStatusReported.class);

    private final Reported reported;

    @Inject
    StatusReports(Reported reported) {
        this.reported = reported;
    }

    /** Handles one record; what is no report is of no interest here, and what does not read is logged and left. */
    @Incoming("sms-reports")
    @Blocking
    public CompletionStage<Void> receive(IncomingKafkaRecord<String, byte[]> incoming) {
        if (!REPORTED.equals(CloudEventHeaders.get(incoming.getHeaders(), TYPE))) {
            return incoming.ack();
        }
        try {
            Envelope<?> envelope = CloudEventHeaders.read(incoming.getHeaders(), incoming.getPayload());
            if (envelope.data() instanceof SmsStatusReported report) {
                reported.apply(envelope.tenant(), report);
            }
            return incoming.ack();
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "report does not read: partition=%d offset=%d reason=%s",
                    incoming.getPartition(), incoming.getOffset(), e.getMessage());
            return incoming.ack();
        } catch (RuntimeException e) {
            LOG.errorf(e, "report failed: partition=%d offset=%d", incoming.getPartition(), incoming.getOffset());
            return incoming.nack(e);
        }
    }
}
