package dev.offhook.notification.consent;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.database.Patience;
import org.jboss.logging.Logger;

/**
 * Hears STOP, START and HELP in what customers write, as the ingress has classified it. Nothing is confirmed: a STOP
 * ends messages, and Twilio confirms its own words. HELP is answered where the provider has not done so.
 */
@ApplicationScoped
public class ConsentWords {
    private static final Logger LOG = Logger.getLogger(ConsentWords.class);
    private static final String SOURCE = "/offhook/notification-service";
    private static final Duration ANSWERED_WITHIN = Duration.ofHours(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Database database;
    private final Patience patience;
    private final Consent consent;
    private final HelpAnswers help;
    private final EventPublisher publisher;
    private final Tenants tenants;
    private final Clock clock = Clock.systemUTC();

    @Inject
    ConsentWords(
            Database database,
            Patience patience,
            Consent consent,
            HelpAnswers help,
            EventPublisher publisher,
            Tenants tenants) {
        this.database = database;
        this.patience = patience;
        this.consent = consent;
        this.help = help;
        this.publisher = publisher;
        this.tenants = tenants;
    }

    /**
     * Takes one message of a customer's; returns when what it says about consent is stored. A database that is away is
     * waited for, up to ten minutes.
     *
     * @param threadKey key of its record
     */
    void hear(String threadKey, Envelope<?> envelope, SmsReceived received) {
        patience.run(() -> heard(threadKey, envelope, received));
    }

    private void heard(String threadKey, Envelope<?> envelope, SmsReceived received) {
        switch (received.optOut()) {
            case STOP -> note(envelope, received, true);
            case START -> note(envelope, received, false);
            case HELP -> {
                // Who sees an old topic for the first time must not answer what was asked days ago.
                if (!received.optOutAnswered()
                        && clock.instant().isBefore(envelope.time().plus(ANSWERED_WITHIN))) {
                    answer(threadKey, envelope, received);
                }
            }
            case NONE -> {
                // A message like any other.
            }
        }
    }

    /** A short code, which is no number of the world, can be no recipient either. */
    private void note(Envelope<?> envelope, SmsReceived received, boolean optedOut) {
        number(received).ifPresent(number -> {
            boolean isNew = database.transaction(sql -> consent.note(
                    sql,
                    new Consent.Word(
                            envelope.tenant(),
                            number,
                            optedOut,
                            envelope.time(),
                            Consent.Source.MESSAGE,
                            received.provider().id(),
                            envelope.id())));
            if (isNew) {
                LOG.infof(
                        "consent: tenant=%s number=%s optedOut=%s",
                        envelope.tenant(), PhoneNumbers.masked(number), optedOut);
            }
        });
    }

    private void answer(String threadKey, Envelope<?> envelope, SmsReceived received) {
        awaitTenants();
        var tenant = tenants.bySlug(envelope.tenant());
        if (tenant.isEmpty() || number(received).isEmpty()) {
            return;
        }
        String requestId = "help:" + envelope.id();
        database.transaction(sql -> {
            help.note(sql, requestId);
            return null;
        });
        var request =
                new SmsRequest(received.from(), received.to(), HelpAnswers.words(tenant.get()), Purpose.REPLY, null);
        publisher
                .publish(
                        Topic.SMS_REQUESTS,
                        threadKey,
                        new Envelope<>(
                                requestId,
                                SOURCE,
                                envelope.subject(),
                                envelope.tenant(),
                                envelope.time(),
                                envelope.id(),
                                envelope.traceparent(),
                                request))
                .toCompletableFuture()
                .join();
    }

    private static Optional<String> number(SmsReceived received) {
        return PhoneNumbers.e164(SmsEvent.number(received.from()));
    }

    /** A replica that has just started does not know the tenants yet. */
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
