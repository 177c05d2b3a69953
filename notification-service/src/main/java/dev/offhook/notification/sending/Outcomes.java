package dev.offhook.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.notification.message.MessageState;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import org.eclipse.microprofile.faulttolerance.Retry;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

/** Tells everybody what became of a message. */
@ApplicationScoped
public class Outcomes {
    private static final String SOURCE = "/offhook/notification-service";

    private final EventPublisher publisher;

    @Inject
    Outcomes(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * Publishes the outcome of a message and returns when Kafka has it; a Kafka that is away is waited for, up to ten
     * minutes. The same outcome twice is the same event.
     *
     * @param message with an outcome
     * @param traceparent trace of the request, null when there is none
     */
    @Retry(
            maxRetries = -1,
            delay = 200,
            delayUnit = MILLIS,
            jitter = 100,
            maxDuration = 10,
            durationUnit = MINUTES,
            abortOn = IllegalStateException.class)
    @ExponentialBackoff(maxDelay = 5, maxDelayUnit = SECONDS)
    public void tell(SmsMessage message, String traceparent) {
        var status = status(message.state());
        var event = new SmsStatusChanged(
                message.requestId,
                Provider.TWILIO,
                message.providerId,
                status,
                message.errorCode,
                message.reason,
                message.conversation);
        publisher
                .publish(
                        Topic.SMS_EVENTS,
                        message.threadKey,
                        new Envelope<>(
                                message.requestId + ":" + message.stateName,
                                SOURCE,
                                message.conversation == null ? message.threadKey : message.conversation,
                                message.tenant,
                                message.finishedAt,
                                message.requestId,
                                traceparent,
                                event))
                .toCompletableFuture()
                .join();
    }

    private static Status status(MessageState state) {
        return switch (state) {
            case MessageState.Sent _ -> Status.SENT;
            case MessageState.Failed _ -> Status.FAILED;
            case MessageState.Unknown _ -> Status.UNKNOWN;
            case MessageState.Accepted _, MessageState.Sending _ ->
                throw new IllegalStateException("a message without an outcome has nothing to tell");
        };
    }
}
