package dev.offhook.notification.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.Queued;
import dev.offhook.notification.testsupport.Rules;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.notification.testsupport.Tenancy;
import dev.offhook.notification.testsupport.TwilioRequests;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class ConsentWordsTest {
    private static final String SLUG = "consent";
    private static final String HELP = "Кто мы: " + UUID.randomUUID();

    private final String to = Queued.number();
    private final String id = UUID.randomUUID().toString();

    @Inject
    SmsTenants tenants;

    @Inject
    EventPublisher publisher;

    @Inject
    Consent consent;

    @Inject
    Database database;

    @BeforeEach
    void tenantIsKnown() {
        tenants.sending(SLUG, Rules.plain().help(HELP).messaging());
    }

    @Test
    void afterStopNothingIsSentUntilStart() {
        // Given
        hear(OptOut.STOP, false, "stop-" + id);
        awaitOptedOut(true);
        // When
        ask("first-" + id);
        var suppressed = Published.outcome("first-" + id, Status.SUPPRESSED).event();
        hear(OptOut.START, false, "start-" + id);
        awaitOptedOut(false);
        // The same STOP, delivered again.
        hear(OptOut.STOP, false, "stop-" + id);
        hear(OptOut.NONE, false, "hello-" + id);
        ask("second-" + id);
        // Then
        assertThat(suppressed.reason()).startsWith("consent: the recipient has wanted no messages since ");
        assertThat(Published.outcome("second-" + id, Status.SENT).event().messageId())
                .startsWith("SM");
        assertThat(TwilioRequests.with(id)).hasSize(1);
    }

    @Test
    void helpIsAnsweredOnceAndAlsoAfterStopUnlessTheProviderHasDoneSo() {
        // Given
        hear(OptOut.STOP, false, "stop-" + id);
        awaitOptedOut(true);
        // When
        hear(OptOut.HELP, true, "answered-" + id);
        hear(OptOut.HELP, false, "help-" + id);
        hear(OptOut.HELP, false, "help-" + id);
        // Then
        var answer = Published.outcome("help:help-" + id, Status.SENT);
        assertThat(answer.key()).isEqualTo("thread-" + to);
        assertThat(answer.event().purpose()).isEqualTo(Purpose.REPLY);
        ask("after-" + id);
        Published.outcome("after-" + id, Status.SUPPRESSED);
        assertThat(TwilioRequests.with(HELP))
                .filteredOn(form -> to.equals(form.get("To")))
                .singleElement()
                .satisfies(form -> assertThat(form).containsEntry("From", SmsTenants.NUMBER));
    }

    @Test
    void refusalOfTheProviderForAnOptOutIsWrittenDown() {
        // Given
        publish(Topic.SMS_REQUESTS, "refused-" + id, new SmsRequest(to, null, "21610 " + id, Purpose.REPLY, null));
        // When
        var failed = Published.outcome("refused-" + id, Status.FAILED).event();
        // Then
        assertThat(failed.errorCode()).isEqualTo("21610");
        awaitOptedOut(true);
        assertThat(optedOut()).extracting(Consent.OptedOut::source).isEqualTo(Consent.Source.PROVIDER);
    }

    @Test
    void tenantWithoutWordsAnswersInItsLanguage() {
        // Given
        var russian = Tenancy.of(Rules.plain().messaging());
        // When
        String words = HelpAnswers.words(russian);
        // Then
        assertThat(words)
                .isEqualTo("Это сообщения от «Отель Ройял». Ответьте СТОП, и их больше не будет; СТАРТ вернёт их.");
    }

    private void ask(String request) {
        publish(Topic.SMS_REQUESTS, request, new SmsRequest(to, null, request, Purpose.NOTIFICATION, null));
    }

    private void hear(OptOut word, boolean answered, String event) {
        publish(
                Topic.SMS_EVENTS,
                event,
                new SmsReceived(
                        Provider.TWILIO, to, SmsTenants.NUMBER, "…", "SM-" + event, word, 0, List.of(), answered));
    }

    private void publish(Topic topic, String event, Event data) {
        publisher
                .publish(
                        topic,
                        "thread-" + to,
                        new Envelope<>(event, "/test", "sms:c", SLUG, Instant.now(), null, null, data))
                .toCompletableFuture()
                .join();
    }

    private void awaitOptedOut(boolean expected) {
        await().atMost(Duration.ofSeconds(20)).until(() -> (optedOut() != null) == expected);
    }

    private Consent.OptedOut optedOut() {
        return database.transaction(sql -> consent.optedOut(sql, SLUG, to)).orElse(null);
    }
}
