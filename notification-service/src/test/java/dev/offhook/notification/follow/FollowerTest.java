package dev.offhook.notification.follow;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.notification.database.Database;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.Requests;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nobody reports anything here: what becomes of a message is known by asking. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class FollowerTest {
    private static final String OF_TWILIO = "follow-twilio";
    private static final String OF_VOXIMPLANT = "follow-voximplant";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String id = "request-" + UUID.randomUUID();
    private final String key = "thread-" + UUID.randomUUID();

    @Inject
    SmsTenants tenants;

    @Inject
    Database database;

    @Inject
    Messages messages;

    @ParameterizedTest
    @CsvSource({"delivered, DELIVERED,", "read, DELIVERED,", "undelivered, UNDELIVERED, 30003"})
    void reportOfTwiliosThatIsLostIsAskedFor(String words, Status end, String code) {
        // Given
        tenants.known(OF_TWILIO, true, FakeTwilio.TOKEN);
        // When
        send(OF_TWILIO, "+1502", words + " " + id);
        // Then
        assertThat(Published.outcome(id, end).event().errorCode()).isEqualTo(code);
        assertThat(Published.statesUpTo(id, end)).containsExactly(Status.ACCEPTED, Status.SENDING, Status.SENT, end);
        assertThat(followed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a2p arrives, DELIVERED", "a2p expires, UNDELIVERED", "an error, FAILED"})
    void voximplantIsAskedSinceItReportsNothing(String words, Status end) {
        // Given
        tenants.knownWithVoximplant(OF_VOXIMPLANT);
        // When
        send(OF_VOXIMPLANT, "+7902", words + " " + id);
        // Then
        Published.outcome(id, end);
        assertThat(Published.statesUpTo(id, end)).containsExactly(Status.ACCEPTED, Status.SENDING, Status.SENT, end);
        assertThat(followed()).isFalse();
    }

    @Test
    void messageWhoseEndNobodyTellsStaysSentAndIsFollowedNoMore() {
        // Given
        tenants.knownWithVoximplant(OF_VOXIMPLANT);
        // When
        send(OF_VOXIMPLANT, "+7902", "hello " + id);
        Published.outcome(id, Status.SENT);
        // Then
        await().atMost(PATIENCE).until(() -> !followed());
        assertThat(messages.find(id).orElseThrow().state()).isEqualTo(Status.SENT);
    }

    private boolean followed() {
        return database.transaction(
                sql -> sql.first("select true as found from sms_follow where request_id = ?", row -> true, id)
                        .isPresent());
    }

    private void send(String tenant, String prefix, String words) {
        String to = prefix + (2_000_000 + (int) (Math.random() * 7_000_000));
        Requests.send(id, tenant, key, new SmsRequest(to, null, words, Purpose.REPLY, null));
    }
}
