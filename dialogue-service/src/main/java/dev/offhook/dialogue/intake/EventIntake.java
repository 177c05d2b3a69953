package dev.offhook.dialogue.intake;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.DialogueConfiguration;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.dialogue.turns.CallTurns;
import dev.offhook.dialogue.turns.InFlight;
import dev.offhook.dialogue.turns.SmsTurns;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.EventJson;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes records from Kafka and posts each to the mailbox of its conversation.
 *
 * <p>A record is acknowledged when its effect is stored and its answers are with Kafka, so that a record which was in
 * work when the process died is read again. One that cannot be read, or that fails by its own fault, goes to the
 * dead-letter topic: the channel never stops.
 */
@ApplicationScoped
public class EventIntake {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);

    private static final Set<String> STOPS =
            Set.of(EventJson.typeOf(CallEvent.CallerInterrupted.class), EventJson.typeOf(CallEvent.CallEnded.class));

    private final CallTurns calls;
    private final InFlight inFlight;
    private final SmsTurns texts;
    private final Retries retries;
    private final Mailboxes mailboxes;
    private final Capacity callCapacity;
    private final Capacity textCapacity;

    EventIntake(
            CallTurns calls,
            InFlight inFlight,
            SmsTurns texts,
            Retries retries,
            DialogueConfiguration configuration,
            MeterRegistry registry,
            @VirtualThreads ExecutorService virtualThreads) {
        this.calls = calls;
        this.inFlight = inFlight;
        this.texts = texts;
        this.retries = retries;
        this.mailboxes = new Mailboxes(virtualThreads);
        this.callCapacity = new Capacity(configuration.inFlight());
        this.textCapacity = new Capacity(configuration.inFlight());
        registry.gauge("offhook.dialogue.mailboxes", mailboxes, Mailboxes::size);
        registry.gauge("offhook.dialogue.call.events.in.flight", callCapacity, Capacity::inFlight);
        registry.gauge("offhook.dialogue.sms.events.in.flight", textCapacity, Capacity::inFlight);
    }

    /** What happened on calls. */
    @Incoming("call-events")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> call(Message<byte[]> message) {
        stopWhatItInterrupts(message);
        return receive(message, callCapacity, (_, envelope, origin) -> {
            if (!(envelope.data() instanceof CallEvent event)) {
                throw new UnreadableEventException(envelope.type() + " is no event of a call");
            }
            calls.handle(of(envelope, event), origin);
        });
    }

    /** What happened to text messages. */
    @Incoming("sms-events")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public CompletionStage<Void> text(Message<byte[]> message) {
        return receive(message, textCapacity, (key, envelope, origin) -> {
            if (!(envelope.data() instanceof SmsEvent event)) {
                throw new UnreadableEventException(envelope.type() + " is no event of a text message");
            }
            texts.handle(key, of(envelope, event), origin);
        });
    }

    /**
     * An interruption and the end of a call do not wait behind the very answer that they make pointless. Their own effect
     * comes in order, through the mailbox, when that answer is closed.
     */
    private void stopWhatItInterrupts(Message<byte[]> message) {
        IncomingKafkaRecordMetadata<?, ?> kafka =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        String type = CloudEventHeaders.get(kafka.getHeaders(), CloudEventHeaders.TYPE);
        if (kafka.getKey() != null && type != null && STOPS.contains(type)) {
            inFlight.cancel(kafka.getKey().toString());
        }
    }

    private CompletionStage<Void> receive(Message<byte[]> message, Capacity capacity, Handler handler) {
        IncomingKafkaRecordMetadata<?, ?> kafka =
                message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
        // A record without a key is none of ours; its partition stands for the conversation that it does not name.
        String key = kafka.getKey() == null
                ? "partition:" + kafka.getPartition()
                : kafka.getKey().toString();
        var next = capacity.enter();
        mailboxes.post(key, () -> {
            try {
                process(message, key, kafka, handler);
            } finally {
                capacity.leave();
            }
        });
        return next;
    }

    private void process(
            Message<byte[]> message, String key, IncomingKafkaRecordMetadata<?, ?> kafka, Handler handler) {
        try {
            Envelope<Event> envelope = CloudEventHeaders.read(kafka.getHeaders(), message.getPayload());
            var origin = new Origin(envelope.id(), kafka.getPartition(), kafka.getOffset());
            retries.run(() -> handler.handle(key, envelope, origin));
            settled(message.ack(), kafka);
        } catch (CancellationException e) {
            LOG.warnf(
                    "left for the next start: topic=%s partition=%d offset=%d",
                    kafka.getTopic(), kafka.getPartition(), kafka.getOffset());
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "unreadable, to the dead-letter topic: topic=%s partition=%d offset=%d reason=%s",
                    kafka.getTopic(), kafka.getPartition(), kafka.getOffset(), e.getMessage());
            settled(message.nack(e), kafka);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "failed, to the dead-letter topic: topic=%s partition=%d offset=%d",
                    kafka.getTopic(),
                    kafka.getPartition(),
                    kafka.getOffset());
            settled(message.nack(e), kafka);
        }
    }

    private static void settled(CompletionStage<Void> settled, IncomingKafkaRecordMetadata<?, ?> kafka) {
        settled.whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.warnf(
                        "not acknowledged, will be read again: topic=%s partition=%d offset=%d cause=%s",
                        kafka.getTopic(), kafka.getPartition(), kafka.getOffset(), failure);
            }
        });
    }

    private static <E extends Event> Envelope<E> of(Envelope<Event> envelope, E event) {
        return new Envelope<>(
                envelope.id(),
                envelope.source(),
                envelope.subject(),
                envelope.tenant(),
                envelope.time(),
                envelope.inReplyTo(),
                envelope.traceparent(),
                event);
    }

    /** Gives an event its effect. */
    private interface Handler {
        void handle(String key, Envelope<Event> envelope, Origin origin);
    }
}
