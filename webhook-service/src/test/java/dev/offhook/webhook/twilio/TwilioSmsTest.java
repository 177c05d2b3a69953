package dev.offhook.webhook.twilio;

import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
class TwilioSmsTest {
    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void messageBecomesAnEventWhoseKeyHidesTheNumbers() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        var document = twilio.twiml("/webhook/sms", "MessageSid", "SM-a-1", "Body", "Помогите выбрать профессию");

        // Then
        assertThat(document.hasChildNodes()).isFalse();
        var event = dialogue.awaitEvent("sms:SM-a-1");
        assertThat(event.subject()).matches("[0-9a-f]{32}");
        assertThat(event.data()).isInstanceOfSatisfying(SmsReceived.class, received -> assertThat(received.text())
                .isEqualTo("Помогите выбрать профессию"));
    }

    @Test
    void messagesOfOneCustomerShareAThread() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        twilio.twiml("/webhook/sms", "MessageSid", "SM-b-1", "Body", "раз");
        twilio.twiml("/webhook/sms", "MessageSid", "SM-b-2", "Body", "");

        // Then
        assertThat(dialogue.awaitEvent("sms:SM-b-1").subject())
                .isEqualTo(dialogue.awaitEvent("sms:SM-b-2").subject());
    }

    @Test
    void stopWordIsClassifiedHere() {
        Twilio.callTo(DemoTenants.SALES_NUMBER).twiml("/webhook/sms", "MessageSid", "SM-c-1", "Body", "Стоп.");

        assertThat(dialogue.awaitEvent("sms:SM-c-1").data())
                .isInstanceOfSatisfying(SmsReceived.class, received -> assertThat(received.optOut())
                        .isEqualTo(OptOut.STOP));
    }

    @Test
    void unsignedMessageIsRefused() {
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        Twilio.send("/webhook/sms", twilio.parameters("MessageSid", "SM-d-1"), null)
                .then()
                .statusCode(403);
    }

    @Test
    void blockedNumberIsNotAnsweredButItsStopIsHeard() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        var document = twilio.twiml(
                "/webhook/sms", "From", DemoTenants.BLOCKED, "MessageSid", "SM-e-1", "Body", "купите окна");
        twilio.twiml("/webhook/sms", "From", DemoTenants.BLOCKED, "MessageSid", "SM-e-2", "Body", "STOP");

        // Then
        assertThat(document.hasChildNodes()).isFalse();
        dialogue.awaitEvent("sms:SM-e-2");
        assertThat(dialogue.copiesOf("sms:SM-e-1")).isZero();
    }
}
