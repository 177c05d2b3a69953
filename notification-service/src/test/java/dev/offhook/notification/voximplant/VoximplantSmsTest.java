package dev.offhook.notification.voximplant;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.Requests;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.notification.testsupport.VoximplantRequests;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class VoximplantSmsTest {
    private static final String TENANT = "voximplant-alone";

    private final String id = "request-" + UUID.randomUUID();
    private final String key = "thread-" + UUID.randomUUID();
    private final String to = "+7901" + (2_000_000 + (int) (Math.random() * 7_000_000));

    @Inject
    SmsTenants tenants;

    @BeforeEach
    void tenantIsKnown() {
        tenants.knownWithVoximplant(TENANT);
    }

    @Test
    void twoWayNumberSendsWithoutPluses() {
        // When
        send("Привет & пока " + id);
        // Then
        var event = Published.outcome(id, Status.SENT).event();
        assertThat(event.provider()).isEqualTo(Provider.VOXIMPLANT);
        assertThat(event.messageId()).matches("\\d+");
        assertThat(VoximplantRequests.with(id))
                .containsExactly(Map.of(
                        "command",
                        "SendSmsMessage",
                        "account_id",
                        FakeVoximplant.ACCOUNT,
                        "api_key",
                        FakeVoximplant.API_KEY,
                        "source",
                        "74951234567",
                        "destination",
                        to.substring(1),
                        "sms_body",
                        "Привет & пока " + id,
                        "store_body",
                        "true"));
    }

    @Test
    void olderAnswerTellsTheIdUnderItsOtherName() {
        // When
        send("old " + id);
        // Then
        assertThat(Published.outcome(id, Status.SENT).event().messageId()).matches("\\d+");
    }

    @Test
    void senderThatIsNoTwoWayNumberSendsA2p() {
        // When
        send("a2p " + id);
        // Then
        Published.outcome(id, Status.SENT);
        assertThat(VoximplantRequests.with(id))
                .extracting(form -> form.get("command"))
                .containsExactly("SendSmsMessage", "A2PSendSms");
    }

    @Test
    void textThatIsTooLongForATwoWayNumberSendsA2p() {
        // When
        send(id + "x".repeat(765));
        // Then
        Published.outcome(id, Status.SENT);
        assertThat(VoximplantRequests.with(id))
                .extracting(form -> form.get("command"))
                .containsExactly("A2PSendSms");
    }

    @Test
    void partialFailureFailsTheMessageWithItsCode() {
        // When
        send("partial " + id);
        // Then
        var event = Published.outcome(id, Status.FAILED).event();
        assertThat(event.errorCode()).isEqualTo("385");
        assertThat(event.reason()).isEqualTo("The SMS is not sent");
    }

    @Test
    void errorInsideAGoodAnswerFailsTheMessage() {
        // When
        send("104 " + id);
        // Then
        assertThat(Published.outcome(id, Status.FAILED).event().errorCode()).isEqualTo("104");
    }

    @Test
    void rateLimitIsWaitedFor() {
        // When
        send("340 " + id);
        // Then
        Published.outcome(id, Status.SENT);
        assertThat(VoximplantRequests.with(id)).hasSize(2);
    }

    @Test
    void lostAnswerIsFoundInTheHistory() {
        // When
        send("lost " + id);
        // Then
        assertThat(Published.statesUpTo(id, Status.SENT))
                .containsExactly(Status.ACCEPTED, Status.SENDING, Status.UNKNOWN, Status.SENT);
        assertThat(VoximplantRequests.with(id)).hasSize(1);
    }

    @Test
    void answerThatDoesNotReadIsUnknown() {
        // When
        send("page " + id);
        // Then
        Published.outcome(id, Status.UNKNOWN);
    }

    private void send(String words) {
        Requests.send(id, TENANT, key, new SmsRequest(to, null, words, Purpose.REPLY, null));
    }
}
