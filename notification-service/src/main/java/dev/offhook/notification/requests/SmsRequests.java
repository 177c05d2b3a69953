package dev.offhook.notification.requests;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.UnreadableEventException;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.database.Patience;
import dev.offhook.notification.store.DeadLetter;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.store.Messages.Acceptance;
import dev.offhook.notification.store.NewMessage;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes requests from Kafka, one after the other. A record is acknowledged when its message is stored
 * as accepted; the rest happens without it. One that is no request, or an invalid one, goes to the dead-letter topic and
 * among the dead letters of the database, and its failure is told as well when it says whom to tell.
 */
@ApplicationScoped
public class SmsRequests {
    private static final Logger LOG = Logger.getLogger(SmsRequests.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final String TENANT = "ce_tenant";
    private static final String TRACEPARENT = "traceparent";

    private final Messages messages;
    private final RequestRules rules;
    private final Tenants tenants;
    private final Patience patience;

    @Inject
    SmsRequests(Messages messages, RequestRules rules, Tenants tenants, Patience patience) {
        this.patience = patience;
        this.messages = messages;
        this.rules = rules;
        this.tenants = tenants;
    }

    /**
     * Handles one record, and blocks until it is stored; a database that is away is waited for, up to ten minutes.
     *
     * @return completes when the record is acknowledged, or written to the dead-letter topic with the reason
     */
    @Incoming("sms-requests")
    @Blocking
    public CompletionStage<Void> receive(IncomingKafkaRecord<String, byte[]> incoming) {
        try {
            return accept(incoming, requested(incoming));
        } catch (UnreadableEventException e) {
            return refuse(incoming, unreadable(incoming), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "request failed: partition=%d offset=%d", incoming.getPartition(), incoming.getOffset());
            return incoming.nack(e);
        }
    }

    private CompletionStage<Void> accept(IncomingKafkaRecord<String, byte[]> incoming, NewMessage message) {
        awaitTenants();
        try {
            var provider = rules.check(message.tenant(), message.request());
            if (patience.get(() -> messages.accept(message, provider), Acceptance.class) == Acceptance.CONTRADICTING) {
                return refuse(incoming, null, "id: '" + message.id() + "' is that of another request");
            }
            return incoming.ack();
        } catch (InvalidRequestException e) {
            return refuse(incoming, message, e.getMessage());
        }
    }

    private static NewMessage requested(IncomingKafkaRecord<String, byte[]> incoming) {
        Envelope<?> envelope = CloudEventHeaders.read(incoming.getHeaders(), incoming.getPayload());
        if (envelope.data() instanceof SmsRequest request) {
            String threadKey = incoming.getKey() == null ? envelope.subject() : incoming.getKey();
            return new NewMessage(envelope.id(), envelope.tenant(), threadKey, envelope.traceparent(), request);
        }
        throw new UnreadableEventException("a " + envelope.type() + " is no SmsRequest");
    }

    /** Null when it does not say whom to tell. */
    private static NewMessage unreadable(IncomingKafkaRecord<String, byte[]> incoming) {
        String id = CloudEventHeaders.get(incoming.getHeaders(), CloudEventHeaders.ID);
        String tenant = CloudEventHeaders.get(incoming.getHeaders(), TENANT);
        return id == null || tenant == null || incoming.getKey() == null
                ? null
                : new NewMessage(
                        id, tenant, incoming.getKey(), CloudEventHeaders.get(incoming.getHeaders(), TRACEPARENT), null);
    }

    private CompletionStage<Void> refuse(
            IncomingKafkaRecord<String, byte[]> incoming, NewMessage message, String reason) {
        var letter = new DeadLetter(
                incoming.getTopic(),
                incoming.getPartition(),
                incoming.getOffset(),
                incoming.getKey(),
                headers(incoming),
                incoming.getPayload(),
                CloudEventHeaders.get(incoming.getHeaders(), CloudEventHeaders.ID),
                CloudEventHeaders.get(incoming.getHeaders(), TENANT),
                reason);
        if (message == null) {
            patience.run(() -> messages.bury(letter));
        } else {
            patience.run(() -> messages.refuse(message, reason, letter));
        }
        LOG.warnf(
                "request refused, to the dead letters: partition=%d offset=%d reason=%s",
                incoming.getPartition(), incoming.getOffset(), reason);
        return incoming.nack(new InvalidRequestException(reason));
    }

    private static Map<String, String> headers(IncomingKafkaRecord<String, byte[]> incoming) {
        var headers = new HashMap<String, String>();
        incoming.getHeaders().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        });
        return headers;
    }

    /** A replica that has just started would refuse what it should accept: it does not know the tenants yet. */
    private void awaitTenants() {
        while (!tenants.loaded()) {
            try {
                Thread.sleep(LOOK_AGAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopped while waiting", e);
            }
        }
    }
}
