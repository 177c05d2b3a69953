package dev.offhook.webhook.twilio;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.CallEvent.TransferEnded.Outcome;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(RealServers.class)
class TransfersTest {
    private static final String DIAL = "/webhook/dial";

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    private final Twilio twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void callerIsConnectedAndTheOutcomeIsTheNextTurn() {
        // When
        var document = twilio.twiml("/webhook/call?step=gather&turn=1", "SpeechResult", ScriptedDialogue.TRANSFER);

        // Then
        var dial = child(document, "Dial");
        assertThat(child(document, "Say").getTextContent()).contains(ScriptedDialogue.TRANSFER);
        assertThat(dial.getAttribute("action")).isEqualTo(Twilio.PUBLIC_URL + DIAL + "?turn=2");
        assertThat(dial.getAttribute("method")).isEqualTo("POST");
        assertThat(dial.getAttribute("timeout")).isEqualTo("25");
        assertThat(child(dial, "Number").getTextContent()).isEqualTo(ScriptedDialogue.CONSULTANT);
    }

    @ParameterizedTest
    @CsvSource({"busy,BUSY", "no-answer,NO_ANSWER", "failed,FAILED", "canceled,CANCELED", "brand-new,FAILED"})
    void callerWhomNobodyAnsweredHearsOn(String status, Outcome outcome) {
        // When
        var document = twilio.twiml(DIAL + "?turn=2", "DialCallStatus", status, "DialCallSid", "CA2");

        // Then
        assertThat(child(document, "Say").getTextContent()).isEqualTo("Не соединилось: " + outcome);
        assertThat(child(document, "Gather").getAttribute("action")).endsWith("?step=gather&turn=3");
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":2:TransferEnded")
                        .data())
                .isEqualTo(new TransferEnded(outcome, null, 2));
    }

    @ParameterizedTest
    @CsvSource({"completed", "answered"})
    void callIsOverOnceAHumanHasTalked(String status) {
        // When
        var document = twilio.twiml(DIAL + "?turn=2", "DialCallStatus", status, "CallStatus", "completed");

        // Then
        child(document, "Hangup");
        assertThat(document.getElementsByTagName("Say").getLength()).isZero();
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":2:TransferEnded")
                        .data())
                .isEqualTo(new TransferEnded(Outcome.ANSWERED, null, 2));
    }

    @Test
    void retriedOutcomeIsOneEvent() {
        // When
        String first = twilio.send(DIAL + "?turn=2", "DialCallStatus", "busy").asString();
        String again = twilio.send(DIAL + "?turn=2", "DialCallStatus", "busy").asString();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(dialogue.copiesOf(twilio.conversation() + ":2:TransferEnded"))
                .isEqualTo(1);
    }

    @Test
    void outcomeWithoutATurnIsNamedByTheConnectedCall() {
        // When
        twilio.twiml(DIAL, "DialCallStatus", "busy", "DialCallSid", "CA77");
        twilio.twiml(DIAL, "DialCallStatus", "busy", "DialCallSid", "CA77");

        // Then
        String id = twilio.conversation() + ":CA77:TransferEnded";
        assertThat(dialogue.awaitEvent(id).data()).isEqualTo(new TransferEnded(Outcome.BUSY, null, null));
        assertThat(dialogue.copiesOf(id)).isEqualTo(1);
    }

    @Test
    void outcomeIsVerifiedLikeEveryWebhook() {
        Twilio.send(DIAL, twilio.parameters("DialCallStatus", "busy"), null)
                .then()
                .statusCode(403);
        twilio.post(DIAL).statusCode(400).body("field", equalTo("DialCallStatus"));

        assertThat(dialogue.eventsOf(twilio.conversation())).isEmpty();
    }

    @Test
    void callerWhoHasTalkedToAHumanHearsNoApologyFromADeadDialogue() {
        // Given
        dialogue.mute(twilio.conversation());

        // When
        var document = twilio.twiml(DIAL + "?turn=2", "DialCallStatus", "completed");

        // Then
        child(document, "Hangup");
        assertThat(document.getElementsByTagName("Say").getLength()).isZero();
        assertThat(dialogue.eventsOf(twilio.conversation()))
                .hasSize(1)
                .noneMatch(event -> event.data() instanceof FallbackSpoken);
    }
}
