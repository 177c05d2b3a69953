package dev.offhook.webhook.twilio;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static dev.offhook.webhook.testsupport.Twilio.target;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls of channels that record them as a whole. */
@QuarkusTest
@WithTestResource(RealServers.class)
class RecordedCallTest {
    private static final String CALL = "/webhook/call";
    private static final String STATUS = "/t/recorded/webhook/recording-status";

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    private final Twilio twilio = Twilio.callTo(DemoTenants.RECORDED_NUMBER);

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void recordingBeginsWithTheFirstWordsAndOnlyThere() {
        // When
        var first = twilio.twiml(CALL);
        var second = twilio.twiml(CALL + "?step=gather&turn=1", "SpeechResult", "привет");

        // Then
        assertThat(verbs(first)).containsExactly("Start", "Say", "Gather");
        var recording = child(child(first, "Start"), "Recording");
        assertThat(recording.getAttribute("channels")).isEqualTo("dual");
        assertThat(recording.getAttribute("recordingStatusCallback")).isEqualTo(Twilio.PUBLIC_URL + STATUS);
        assertThat(child(first, "Say").getTextContent()).isEqualTo(DemoTenants.RECORDING_NOTICE);
        assertThat(verbs(second)).containsExactly("Gather");
    }

    @Test
    void fillerIsNotRecordedAndTheApologyAfterItIs() {
        // Given
        dialogue.mute(twilio.conversation());

        // When
        var document = twilio.twiml(CALL);
        assertThat(verbs(document)).containsExactly("Say", "Redirect");
        while (verbs(document).contains("Redirect")) {
            document = twilio.twiml(target(child(document, "Redirect").getTextContent()));
        }

        // Then
        assertThat(verbs(document)).containsExactly("Start", "Say", "Gather");
        assertThat(child(document, "Say").getTextContent()).isEqualTo(DemoTenants.RECORDING_NOTICE);
    }

    @Test
    void streamedCallIsRecordedBeforeItIsConnected() {
        // When
        var document = Twilio.callTo(DemoTenants.RECORDED_STREAM_NUMBER).twiml(CALL);

        // Then
        assertThat(verbs(document)).containsExactly("Start", "Connect");
    }

    @Test
    void callThatIsNotTakenIsNotRecorded() {
        // When
        var document = twilio.twiml(CALL, "From", ScriptedDialogue.UNWANTED, "CallStatus", "ringing");

        // Then
        assertThat(verbs(document)).containsExactly("Reject");
    }

    @Test
    void recordingThatIsThereToBeHeardIsTold() {
        // Given
        twilio.twiml(CALL);
        String url = "https://api.twilio.com/2010-04-01/Accounts/" + DemoTenants.ACCOUNT + "/Recordings/RE1";

        // When
        twilio.post(
                        STATUS,
                        "RecordingSid",
                        "RE1",
                        "RecordingUrl",
                        url,
                        "RecordingStatus",
                        "completed",
                        "RecordingDuration",
                        "42")
                .statusCode(204);

        // Then
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":RE1:CallRecorded")
                        .data())
                .isEqualTo(new CallRecorded(url, 42));
    }

    private static List<String> verbs(Element document) {
        var verbs = new ArrayList<String>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
            verbs.add(node.getNodeName());
        }
        return verbs;
    }
}
