package dev.offhook.webhook.twilio;

import java.io.IOException;
import java.util.Map;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static dev.offhook.webhook.testsupport.Twilio.target;
import static org.assertj.core.api.Assertions.assertThat;

/** Keys, languages, recordings and refusals of a Twilio call. */
@QuarkusTest
@WithTestResource(RealServers.class)
class CallCraftTest {
    private static final String CALL = "/webhook/call";
    private static final String TURN_1 = CALL + "?step=gather&turn=1";

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
    void menuOfSingleKeysAnswersAtTheFirstKey() {
        // When
        var menu = child(Twilio.callTo(DemoTenants.MENU_NUMBER).twiml(CALL), "Gather");
        var plain = child(twilio.twiml(CALL), "Gather");

        // Then
        assertThat(menu.getAttribute("input")).isEqualTo("dtmf speech");
        assertThat(menu.getAttribute("numDigits")).isEqualTo("1");
        assertThat(plain.getAttribute("input")).isEqualTo("dtmf speech");
        assertThat(plain.hasAttribute("numDigits")).isFalse();
        assertThat(plain.getAttribute("finishOnKey")).isEqualTo("#");
    }

    @Test
    void anotherLanguageIsListenedToAndHeardInIt() {
        // Given
        var gather = child(twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.ENGLISH), "Gather");

        // When
        twilio.twiml(target(gather.getAttribute("action")), "SpeechResult", "how much is it");

        // Then
        assertThat(gather.getAttribute("language")).isEqualTo("en-US");
        assertThat(child(gather, "Say").getAttribute("language")).isEqualTo("en-US");
        assertThat(child(gather, "Say").getAttribute("voice")).isEqualTo("Polly.Joanna");
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":2:CallerSpoke").data())
                .isEqualTo(new CallerSpoke("how much is it", null, "en-US", 2));
    }

    @Test
    void messageOfTheCallerIsRecorded() {
        // Given
        var recording = child(twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.MESSAGE), "Record");

        // When
        var thanks = twilio.twiml(
                target(recording.getAttribute("action")),
                "RecordingSid",
                "RE2",
                "RecordingUrl",
                "https://api.twilio.com/RE2",
                "RecordingDuration",
                "0");

        // Then
        assertThat(recording.getAttribute("maxLength")).isEqualTo("90");
        assertThat(recording.getAttribute("playBeep")).isEqualTo("true");
        assertThat(recording.getAttribute("finishOnKey")).isEqualTo("#");
        assertThat(recording.getAttribute("recordingStatusCallback"))
                .isEqualTo(Twilio.PUBLIC_URL + "/t/hr-center/webhook/recording-status");
        assertThat(child(thanks, "Say").getTextContent()).isEqualTo("Спасибо, записали.");
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":RE2:CallRecorded")
                        .data())
                .isEqualTo(new CallRecorded("https://api.twilio.com/RE2", 0));
    }

    @Test
    void unansweredCallIsRejectedWithoutBeingAnswered() {
        // When
        var document = twilio.twiml(CALL, "From", ScriptedDialogue.UNWANTED, "CallStatus", "ringing");

        // Then
        assertThat(document.getChildNodes().getLength()).isEqualTo(1);
        assertThat(child(document, "Reject").getAttribute("reason")).isEqualTo("busy");
    }

    @Test
    void answeredCallCannotBeRejectedAndIsHungUp() {
        // When
        var document = twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.REFUSAL);

        // Then
        child(document, "Say");
        child(document, "Hangup");
        assertThat(document.getElementsByTagName("Reject").getLength()).isZero();
    }

    @Test
    void blockedCallerIsRejectedBeforeAnythingElse() {
        // When
        var document = twilio.twiml(CALL, "From", DemoTenants.BLOCKED, "CallStatus", "ringing");
        var later = twilio.twiml(TURN_1, "From", DemoTenants.BLOCKED, "SpeechResult", "алло");

        // Then
        assertThat(child(document, "Reject").getAttribute("reason")).isEqualTo("rejected");
        child(later, "Hangup");
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":0:CallRejected")
                        .data())
                .isEqualTo(new CallRejected(CallRejected.Reason.BLOCKED));
        assertThat(dialogue.eventsOf(twilio.conversation())).allMatch(event -> event.data() instanceof CallRejected);
    }

    @ParameterizedTest
    @CsvSource({"tw-gather-digits", "tw-dial-action-completed", "tw-record-action"})
    void payloadAsTwilioSendsItIsUnderstood(String id) throws IOException {
        // Given
        Class<? extends CallEvent> expected =
                switch (id) {
                    case "tw-gather-digits" -> CallerPressed.class;
                    case "tw-dial-action-completed" -> TransferEnded.class;
                    default -> CallRecorded.class;
                };
        Map<String, String> parameters = twilio.parameters();
        var vector = vector(id);
        vector.get("params")
                .properties()
                .forEach(parameter ->
                        parameters.put(parameter.getKey(), parameter.getValue().asText()));
        parameters.put("CallSid", twilio.callSid());
        String route = vector.get("route").asText();

        // When
        var answer = Twilio.send(route, parameters, Twilio.sign(DemoTenants.TOKEN, route, parameters));

        // Then
        answer.then().statusCode(200);
        Awaitility.await().until(() -> dialogue.eventsOf(twilio.conversation()).stream()
                .anyMatch(event -> expected.isInstance(event.data())));
    }

    private static JsonNode vector(String id) throws IOException {
        try (var file = CallCraftTest.class.getResourceAsStream("/vectors/payloads.json")) {
            for (var payload : new ObjectMapper().readTree(file).get("payloads")) {
                if (payload.get("id").asText().equals(id)) {
                    return payload;
                }
            }
        }
        throw new AssertionError("no vector " + id);
    }
}
