package dev.offhook.notification.sending;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import dev.offhook.events.Provider;
import dev.offhook.notification.message.MessageState;
import dev.offhook.notification.message.MessageState.Step;
import dev.offhook.notification.message.Redelivery;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import org.eclipse.microprofile.faulttolerance.Retry;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;

/**
 * The messages in the database; every method is one transaction of its own, committed when it returns. A database that
 * is away is waited for, up to ten minutes: what the provider has said must not be lost.
 */
@ApplicationScoped
@Retry(
        maxRetries = -1,
        delay = 200,
        delayUnit = MILLIS,
        jitter = 100,
        maxDuration = 10,
        durationUnit = MINUTES,
        abortOn = IllegalStateException.class)
@ExponentialBackoff(maxDelay = 5, maxDelayUnit = SECONDS)
public class SmsMessages {
    private static final String INSERT = """
            insert into SmsMessage (requestId, tenant, threadKey, recipient, sender, text, purpose, conversation,
                provider, stateName, attempts, createdAt, updatedAt)
            values (:requestId, :tenant, :threadKey, :recipient, :sender, :text, :purpose, :conversation,
                :provider, 'accepted', 0, :now, :now)
            on conflict (requestId) do nothing
            """;

    private final EntityManager entities;
    private final SendingConfiguration configuration;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();

    @Inject
    SmsMessages(EntityManager entities, SendingConfiguration configuration, MeterRegistry meters) {
        this.meters = meters;
        this.entities = entities;
        this.configuration = configuration;
    }

    /** The message of a request, new when the request is. Of two requests with one id the first counts. */
    SmsMessage accept(RequestedMessage requested) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var request = requested.request();
            entities.createQuery(INSERT)
                    .setParameter("requestId", requested.id())
                    .setParameter("tenant", requested.tenant())
                    .setParameter("threadKey", requested.threadKey())
                    .setParameter("recipient", request == null ? null : request.to())
                    .setParameter("sender", request == null ? null : request.from())
                    .setParameter("text", request == null ? null : request.text())
                    .setParameter(
                            "purpose",
                            request == null || request.purpose() == null
                                    ? null
                                    : request.purpose().name().toLowerCase(Locale.ROOT))
                    .setParameter("conversation", request == null ? null : request.conversation())
                    .setParameter("provider", Provider.TWILIO.id())
                    .setParameter("now", now())
                    .executeUpdate();
            return SmsMessage.<SmsMessage>findById(requested.id());
        });
    }

    /** The message as it stands now. */
    SmsMessage find(String requestId) {
        return QuarkusTransaction.requiringNew().call(() -> SmsMessage.findById(requestId));
    }

    /**
     * Marks a message as being sent: from here on its sender, and nobody else, has the time of the lease.
     *
     * @param sender the number that it goes from
     * @return empty when somebody else was faster
     */
    Optional<SmsMessage> start(String requestId, String sender) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var message = locked(requestId);
            var now = now();
            if (!(message.state() instanceof MessageState.Accepted)) {
                return Optional.empty();
            }
            message.become(message.state().after(new Step.Started()), now);
            message.sender = sender;
            message.sendingUntil = now.plus(configuration.lease());
            return Optional.of(message);
        });
    }

    /**
     * Notes what happened to a message.
     *
     * @param attempts how often the provider was asked meanwhile
     */
    SmsMessage note(String requestId, Step step, int attempts) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var message = locked(requestId);
            message.attempts += attempts;
            move(message, step);
            return message;
        });
    }

    /** Refuses a message that nobody has begun to send; otherwise changes nothing. */
    SmsMessage refuse(String requestId, String reason) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var message = locked(requestId);
            if (message.state() instanceof MessageState.Accepted) {
                move(message, new Step.Refused(null, reason));
            }
            return message;
        });
    }

    /** Notes that the sender of a message has died, if that is so. */
    SmsMessage giveUp(String requestId) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var message = locked(requestId);
            if (Redelivery.of(message.state(), message.sendingUntil, now()) == Redelivery.GIVE_UP) {
                move(message, new Step.Lost("the service stopped while it waited for the provider's answer"));
            }
            return message;
        });
    }

    private void move(SmsMessage message, Step step) {
        var before = message.state();
        var after = before.after(step);
        if (!after.equals(before)) {
            message.become(after, now());
            meters.counter("offhook.sms.outcomes", "status", message.stateName).increment();
        }
    }

    private SmsMessage locked(String requestId) {
        return SmsMessage.<SmsMessage>findById(requestId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** As precise as the database, so that what is read back is what was written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
