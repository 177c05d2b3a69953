package dev.offhook.notification.status;

import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.SmsStatusReported;
import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.events.Topic;
import dev.offhook.notification.store.Messages;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.Requests;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.notification.testsupport.TwilioRequests;
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
class StatusReportsTest {
    private static final String TENANT = "hr-center";

    private final String id = "request-" + UUID.randomUUID();
    private final String key = "thread-" + UUID.randomUUID();
    private final String to = "+1501" + (2_000_000 + (int) (Math.random() * 7_000_000));

    @Inject
    SmsTenants tenants;

    @Inject
    Messages messages;

    @BeforeEach
    void tenantIsKnown() {
        tenants.known(TENANT, true, FakeTwilio.TOKEN);
    }

    @Test
    void reportsOutOfOrderAndTwiceEndDelivered() {
        // Given
        String sid = sent(id);
        // When
        report(TENANT, sid, id, "delivered", null);
        report(TENANT, sid, id, "sent", null);
        report(TENANT, sid, null, "queued", null);
        report(TENANT, sid, id, "delivered", null);
        // Then
        String next = sent("next-" + id);
        report(TENANT, next, null, "delivered", null);
        Published.outcome("next-" + id, Status.DELIVERED);
        assertThat(Published.statesUpTo(id, Status.DELIVERED))
                .containsExactly(Status.ACCEPTED, Status.SENDING, Status.SENT, Status.DELIVERED);
    }

    @Test
    void reportThatCarriesOurIdSettlesALostAnswer() {
        // Given
        Requests.send(id, TENANT, key, text("silent " + id));
        Published.outcome(id, Status.UNKNOWN);
        // When
        report(TENANT, "SMreported" + id, id, "sent", null);
        // Then
        assertThat(Published.outcome(id, Status.SENT).event().messageId()).isEqualTo("SMreported" + id);
        assertThat(messages.find(id).orElseThrow().task()).isNull();
        assertThat(TwilioRequests.with(id)).hasSize(1);
    }

    @Test
    void reportThatIsFasterThanTheAnswerIsAppliedWhenThatComes() {
        // Given
        String sid = "SM" + UUID.randomUUID();
        report(TENANT, sid, null, "delivered", null);
        // What comes later on the same key is handled later.
        String other = sent("other-" + id);
        report(TENANT, other, null, "delivered", null);
        Published.outcome("other-" + id, Status.DELIVERED);
        // When
        Requests.send(id, TENANT, key, text("foretold " + sid + " " + id));
        // Then
        assertThat(Published.statesUpTo(id, Status.DELIVERED))
                .containsExactly(Status.ACCEPTED, Status.SENDING, Status.SENT, Status.DELIVERED);
    }

    @Test
    void undeliveredMessageTellsTheProvidersCode() {
        // Given
        String sid = sent(id);
        // When
        report(TENANT, sid, id, "undelivered", "30005");
        // Then
        var event = Published.outcome(id, Status.UNDELIVERED).event();
        assertThat(event.errorCode()).isEqualTo("30005");
        assertThat(event.reason()).contains("undelivered");
    }

    @Test
    void reportOfAnotherTenantMovesNothing() {
        // Given
        Requests.send(id, TENANT, key, text("silent " + id));
        Published.outcome(id, Status.UNKNOWN);
        // When
        report("somebody-else", "SMforged" + id, id, "delivered", null);
        report(TENANT, "SMgood" + id, id, "sent", null);
        // Then
        assertThat(Published.outcome(id, Status.SENT).event().messageId()).isEqualTo("SMgood" + id);
    }

    private String sent(String request) {
        Requests.send(request, TENANT, key, text("hello " + request));
        return Published.outcome(request, Status.SENT).event().messageId();
    }

    private void report(String tenant, String sid, String request, String status, String errorCode) {
        Requests.publish(
                Topic.SMS_EVENTS,
                key,
                Requests.envelope(
                        "sms:" + sid + ":" + status + ":" + UUID.randomUUID(),
                        tenant,
                        key,
                        new SmsStatusReported(Provider.TWILIO, sid, request, status, errorCode)));
    }

    private SmsRequest text(String words) {
        return new SmsRequest(to, null, words, Purpose.REPLY, null);
    }
}
