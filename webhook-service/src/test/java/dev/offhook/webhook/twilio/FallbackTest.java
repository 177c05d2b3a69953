package dev.offhook.webhook.twilio;

import jakarta.inject.Inject;

import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static dev.offhook.webhook.testsupport.Twilio.target;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
class FallbackTest {
    private static final String FALLBACK = "/webhook/fallback";
    private static final String[] FAILED = {
        "CallStatus", "in-progress", "ErrorCode", "11200", "ErrorUrl", Twilio.PUBLIC_URL + "/webhook/call?step=gather"
    };

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void callInProgressIsApologisedToAndGoesOn() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        var document = twilio.twiml(FALLBACK, FAILED);

        // Then
        assertThat(child(document, "Say").getTextContent()).isEqualTo("Извините, повторите, пожалуйста.");
        String action = child(document, "Gather").getAttribute("action");
        assertThat(action).isEqualTo(Twilio.PUBLIC_URL + "/webhook/call?step=gather");
        assertThat(child(twilio.twiml(target(action), "SpeechResult", "да"), "Say")
                        .getTextContent())
                .isEqualTo("Вы сказали: да");
        assertThat(dialogue.eventsOf(twilio.conversation())).hasSize(1);
    }

    @Test
    void secondFailureInARowIsTheLastResort() {
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        twilio.twiml("/t/hr-center" + FALLBACK, FAILED);

        var document = twilio.twiml("/t/hr-center" + FALLBACK, FAILED);

        assertThat(child(document, "Say").getTextContent()).isEqualTo("Перезвоните, пожалуйста, позже.");
        child(document, "Hangup");
    }

    @Test
    void callThatIsOverGetsTheLastResort() {
        var document = Twilio.callTo(DemoTenants.HR_NUMBER).twiml(FALLBACK, "CallStatus", "completed");

        child(document, "Hangup");
    }

    @Test
    void unsignedRequestIsRefused() {
        Twilio.send(FALLBACK, Twilio.callTo(DemoTenants.HR_NUMBER).parameters(FAILED), null)
                .then()
                .statusCode(403);
    }
}
