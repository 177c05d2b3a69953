package dev.offhook.webhook.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel.Signatures;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.GateTenants;
import dev.offhook.webhook.testsupport.RefusedRequests;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(TooMuchTest.OneAtATime.class)
class TooMuchTest {
    private static final String CALL = "/webhook/call";
    private static final String TURN_1 = CALL + "?step=gather&turn=1";
    private static final String FALLBACK = "Извините, повторите, пожалуйста.";
    private static final String BUSY_NUMBER = "+15005553001";

    public static class OneAtATime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "offhook.hold.at-most", "1",
                    "offhook.hold.filler-after", "10s",
                    "offhook.limits.tenant.burst", "20",
                    "offhook.limits.tenant.per-second", "1");
        }
    }

    @Inject
    DemoTenants demo;

    @Inject
    GateTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @Inject
    RefusedRequests refusals;

    @Inject
    MeterRegistry metrics;

    @BeforeEach
    void tenantsAreKnown() {
        demo.awaitKnown();
        Awaitility.await().until(() -> held() == 0);
    }

    @Test
    void beyondWhatFitsVoiceGetsWordsAtOnceAndTheRestIsToldToComeAgain() {
        // Given
        var held = Twilio.callTo(DemoTenants.HR_NUMBER);
        var answer = CompletableFuture.supplyAsync(() -> held.twiml(TURN_1, "SpeechResult", "позже"));
        String heldEvent = held.conversation() + ":1:CallerSpoke";
        dialogue.awaitEvent(heldEvent);
        var turnedAway = Twilio.callTo(DemoTenants.HR_NUMBER);
        var began = Instant.now();

        // When
        var document = turnedAway.twiml(TURN_1, "SpeechResult", "алло");

        // Then
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(1));
        assertThat(child(document, "Say").getTextContent()).isEqualTo(FALLBACK);
        assertThat(child(document, "Gather").getAttribute("action")).endsWith("?step=gather&turn=2");
        turnedAway
                .post("/webhook/status", "CallStatus", "completed")
                .statusCode(503)
                .header("Retry-After", "5");
        turnedAway
                .post("/webhook/sms", "MessageSid", "SM" + turnedAway.callSid(), "Body", "привет")
                .statusCode(503)
                .header("Retry-After", "5");

        // When there is room again
        dialogue.answerNow(heldEvent);

        // Then
        assertThat(child(answer.join(), "Say").getTextContent()).isEqualTo("Вы сказали: позже");
        Awaitility.await().until(() -> held() == 0);
        assertThat(child(turnedAway.twiml(CALL + "?step=gather&turn=2", "SpeechResult", "алло"), "Say")
                        .getTextContent())
                .isEqualTo("Вы сказали: алло");
        assertThat(dialogue.eventsOf(turnedAway.conversation())).hasSize(1);
        assertThat(metrics.counter("offhook.held.turned.away").count()).isEqualTo(3);
    }

    @Test
    void floodOfOneTenantIsRefusedInWordsAndTold() {
        // Given
        tenants.publish(
                "busy",
                Plan.PREMIUM,
                Map.of(TenantConfiguration.TWILIO_AUTH_TOKEN, DemoTenants.TOKEN),
                GateTenants.voice(BUSY_NUMBER, DemoTenants.ACCOUNT, Signatures.ENFORCE, true));
        var twilio = Twilio.callTo(BUSY_NUMBER);
        for (int i = 0; i < 20; i++) {
            twilio.post("/webhook/status", "CallStatus", "ringing").statusCode(204);
        }

        // When
        var document = twilio.twiml(CALL, "CallStatus", "ringing");

        // Then
        assertThat(child(document, "Say").getTextContent()).isEqualTo(FALLBACK);
        twilio.post("/webhook/status", "CallStatus", "completed").statusCode(503);
        refusals.await("busy", told -> told.reason() == Reason.RATE);
    }

    private double held() {
        return metrics.get("offhook.held").gauge().value();
    }
}
