package dev.offhook.notification.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.message.MessageState.Step;
import dev.offhook.notification.message.Redelivery;
import dev.offhook.notification.twilio.NotTakenException;
import dev.offhook.notification.twilio.TwilioMessages;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/**
 * Sends each request once, however often it is delivered: the row is marked before the provider is asked, and whoever
 * finds the mark does not ask again. No transaction is open while the provider is asked.
 */
@ApplicationScoped
public class SmsSending {
    private static final Logger LOG = Logger.getLogger(SmsSending.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final SmsMessages messages;
    private final TwilioMessages twilio;
    private final Outcomes outcomes;
    private final Tenants tenants;
    private final SecretBox box;
    private final MeterRegistry meters;

    SmsSending(
            SmsMessages messages,
            TwilioMessages twilio,
            Outcomes outcomes,
            Tenants tenants,
            SecretBox box,
            MeterRegistry meters) {
        this.messages = messages;
        this.twilio = twilio;
        this.outcomes = outcomes;
        this.tenants = tenants;
        this.box = box;
        this.meters = meters;
    }

    /**
     * Sees a request through: returns when its outcome is stored and published. Blocks meanwhile.
     *
     * @throws InvalidRequestException when it was refused for what it is; its outcome is published before
     */
    public void handle(RequestedMessage requested) {
        awaitTenants();
        var message = messages.accept(requested);
        InvalidRequestException refusal = null;
        while (!message.state().isOutcome()) {
            switch (Redelivery.of(message.state(), message.sendingUntil, Instant.now())) {
                case SEND -> {
                    try {
                        message = send(requested);
                    } catch (InvalidRequestException e) {
                        refusal = e;
                        message = messages.refuse(requested.id(), e.getMessage());
                    }
                }
                case WAIT -> {
                    sleep();
                    message = messages.find(requested.id());
                }
                case GIVE_UP -> message = messages.giveUp(requested.id());
                case TELL -> throw new IllegalStateException("a message without an outcome has nothing to tell");
            }
        }
        outcomes.tell(message, requested.traceparent());
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Tells that a request was not understood, unless its id belongs to one that was. */
    public void refuse(RequestedMessage unreadable, String reason) {
        messages.accept(unreadable);
        var message = messages.refuse(unreadable.id(), reason);
        if (message.state().isOutcome()) {
            outcomes.tell(message, unreadable.traceparent());
        }
    }

    private SmsMessage send(RequestedMessage requested) {
        var sender = Sender.of(requested, tenants, box);
        if (messages.start(requested.id(), sender.number()).isEmpty()) {
            return messages.find(requested.id());
        }
        var attempts = new AtomicInteger();
        long start = System.nanoTime();
        var step = ask(requested, sender, attempts);
        meters.timer("offhook.sms.send").record(Duration.ofNanos(System.nanoTime() - start));
        var message = messages.note(requested.id(), step, attempts.get());
        LOG.infof(
                "message: request=%s tenant=%s to=%s state=%s error=%s attempts=%d",
                requested.id(),
                requested.tenant(),
                PhoneNumbers.masked(message.recipient),
                message.stateName,
                message.errorCode,
                message.attempts);
        return message;
    }

    private Step ask(RequestedMessage requested, Sender sender, AtomicInteger attempts) {
        var request = requested.request();
        try {
            return twilio.send(sender.credentials(), request.to(), sender.number(), request.text(), attempts);
        } catch (NotTakenException e) {
            return new Step.Refused(e.code(), e.getMessage() + ", tried " + attempts.get() + " times");
        }
    }

    /** A replica that has just started would refuse what it should send: it does not know the tenants yet. */
    private void awaitTenants() {
        while (!tenants.loaded()) {
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting", e);
        }
    }
}
