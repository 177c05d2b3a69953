package dev.offhook.notification.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.Requests;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.notification.testsupport.TwilioRequests;
import dev.offhook.notification.testsupport.VoximplantRequests;
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
class SendingTest {
    private static final String TENANT = "hr-center";
    private static final String BOTH = "both-providers";

    private final String id = "request-" + UUID.randomUUID();
    private final String key = "thread-" + UUID.randomUUID();
    /** Its own, so that no other test's messages are between the same numbers. */
    private final String to = "+1500" + (2_000_000 + (int) (Math.random() * 7_000_000));

    @Inject
    SmsTenants tenants;

    @Inject
    Messages messages;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.known(TENANT, true, FakeTwilio.TOKEN);
        tenants.knownWithBoth(BOTH);
    }

    @Test
    void takenMessageWhoseAnswerWasLostIsFoundAndNotSentAgain() {
        // When
        Requests.send(id, TENANT, key, text("lost " + id));
        // Then
        assertThat(Published.statesUpTo(id, Status.SENT))
                .containsExactly(Status.ACCEPTED, Status.SENDING, Status.UNKNOWN, Status.SENT);
        assertThat(TwilioRequests.taken(id)).hasSize(1);
        assertThat(Published.outcome(id, Status.SENT).event().messageId())
                .isEqualTo(TwilioRequests.taken(id).getFirst());
    }

    @Test
    void takenMessageThatIsNotListedAtFirstIsFoundAtTheSecondLook() {
        // When
        Requests.send(id, TENANT, key, text("hidden " + id));
        // Then
        Published.outcome(id, Status.SENT);
        assertThat(TwilioRequests.with(id)).hasSize(1);
        assertThat(messages.find(id).orElseThrow().lookups()).isEqualTo(1);
    }

    @Test
    void messageThatWasNotTakenIsSentAgainWhenThatIsSure() {
        // When
        Requests.send(id, TENANT, key, text("reset1 " + id));
        // Then
        assertThat(Published.statesUpTo(id, Status.SENT))
                .containsExactly(Status.ACCEPTED, Status.SENDING, Status.UNKNOWN, Status.SENT);
        assertThat(TwilioRequests.with(id)).hasSize(2);
        assertThat(TwilioRequests.taken(id)).hasSize(1);
    }

    @Test
    void equalMessagesWhoseAnswersWereLostGetOneOfTheProvidersEach() {
        // Given
        String words = "lost " + UUID.randomUUID();
        // When
        Requests.send(id + "-1", TENANT, key + "-1", text(words));
        Requests.send(id + "-2", TENANT, key + "-2", text(words));
        // Then
        String first = Published.outcome(id + "-1", Status.SENT).event().messageId();
        String second = Published.outcome(id + "-2", Status.SENT).event().messageId();
        assertThat(TwilioRequests.taken(words)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void messageOfAnotherRequestIsNotTakenForTheLostOne() {
        // Given: the first is taken, and its answer comes; the second's connection breaks before it is taken
        String words = "reset1 " + UUID.randomUUID();
        Requests.send(id + "-1", TENANT, key, text(words));
        Published.outcome(id + "-1", Status.SENT);
        String first = messages.find(id + "-1").orElseThrow().providerId();
        // When
        Requests.send(id + "-2", TENANT, key, text("lost " + words));
        // Then
        assertThat(Published.outcome(id + "-2", Status.SENT).event().messageId())
                .isNotEqualTo(first);
    }

    @Test
    void thousandRequestsThatComeTwiceAreSentOnceEach() {
        // Given
        var ids = IntStream.range(0, 1000).mapToObj(i -> id + "-" + i).toList();
        // When
        Requests.sendMany(ids, 2, TENANT, this::text);
        // Then
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> TwilioRequests.taken(id).size() >= ids.size());
        Published.outcome(ids.getLast(), Status.SENT);
        assertThat(TwilioRequests.taken(id)).hasSize(ids.size());
        assertThat(TwilioRequests.with(id))
                .extracting(form -> form.get("Body"))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void retryAfterOfTheProviderIsKept() {
        // Given
        var start = Instant.now();
        // When
        Requests.send(id, TENANT, key, text("later " + id));
        // Then
        Published.outcome(id, Status.SENT);
        assertThat(TwilioRequests.with(id)).hasSize(2);
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(1900));
    }

    @Test
    void messageThatIsOnlyToBeSentLaterIsScheduledAndThenSent() {
        // Given
        var notBefore = Instant.now().plusSeconds(3);
        // When
        Requests.send(id, TENANT, key, timed("hello " + id, notBefore, null));
        // Then
        assertThat(Published.statesUpTo(id, Status.SENT))
                .containsExactly(Status.ACCEPTED, Status.SCHEDULED, Status.SENDING, Status.SENT);
        assertThat(Instant.now()).isAfterOrEqualTo(notBefore);
        assertThat(Published.outcome(id, Status.SCHEDULED).event().reason()).contains("not to be sent before");
    }

    @Test
    void messageWhoseTimeIsOverWhileItWaitsExpires() {
        // Given
        var expires = Instant.now().plusMillis(900);
        // When
        Requests.send(id, TENANT, key, timed("busy " + id, null, expires));
        // Then
        var event = Published.outcome(id, Status.EXPIRED).event();
        assertThat(event.reason()).contains("its time was over", "too many requests");
        assertThat(TwilioRequests.taken(id)).isEmpty();
    }

    @Test
    void otherProviderTakesWhatTheFirstSurelyHasNot() {
        // When
        Requests.send(id, BOTH, key, text("busy " + id));
        // Then
        var event = Published.outcome(id, Status.SENT).event();
        assertThat(event.provider()).isEqualTo(Provider.VOXIMPLANT);
        assertThat(TwilioRequests.with(id)).hasSize(1);
        assertThat(VoximplantRequests.with(id)).hasSize(1);
    }

    @Test
    void otherProviderIsNotAskedWhenTheFirstMayHaveTakenIt() {
        // When
        Requests.send(id, BOTH, key, text("lost " + id));
        // Then
        assertThat(Published.outcome(id, Status.SENT).event().provider()).isEqualTo(Provider.TWILIO);
        assertThat(VoximplantRequests.with(id)).isEmpty();
    }

    private SmsRequest text(String words) {
        return new SmsRequest(to, null, words, Purpose.NOTIFICATION, null);
    }

    private SmsRequest timed(String words, Instant notBefore, Instant expires) {
        return new SmsRequest(to, null, words, Purpose.NOTIFICATION, null, null, null, notBefore, expires);
    }
}
