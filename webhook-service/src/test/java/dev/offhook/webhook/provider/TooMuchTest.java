package dev.offhook.webhook.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.RequestRefused.Reason;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel.Signatures;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.ingress.StreamedTurns;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.ingress.TurnEvent;
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
import io.vertx.core.Vertx;
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

    @Inject
    StreamedTurns streams;

    @Inject
    Tenants all;

    @Inject
    Vertx vertx;

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
        double before = metrics.counter("offhook.held.turned.away").count();
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
        assertThat(metrics.counter("offhook.held.turned.away").count() - before).isEqualTo(3);
    }

    @Test
    void turnOnASocketGetsWordsTooAndLeavesWhenNobodyListens() {
        // Given
        var first = new Heard();
        var second = new Heard();
        var following = streams.publish(turn("socket-" + UUID.randomUUID()), null, vertx.getOrCreateContext(), first);
        assertThat(held()).isEqualTo(1);

        // When
        streams.publish(turn("socket-" + UUID.randomUUID()), null, vertx.getOrCreateContext(), second);

        // Then
        Awaitility.await().until(() -> second.action.get() != null);
        assertThat(second.words).containsExactly(FALLBACK);
        assertThat(second.action.get()).isInstanceOf(Listen.class);

        // When
        following.stop();
        following.stop();

        // Then
        assertThat(held()).isZero();
        assertThat(first.action.get()).isNull();
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

        // When
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            // Tokens come back while a slow machine posts.
            for (int i = 0; i < 10; i++) {
                twilio.send("/webhook/status", "CallStatus", "ringing");
            }
            return FALLBACK.equals(child(twilio.twiml(CALL + "?step=gather&turn=1", "SpeechResult", "алло"), "Say")
                    .getTextContent());
        });

        // Then
        refusals.await("busy", told -> told.reason() == Reason.RATE);
    }

    private double held() {
        return metrics.get("offhook.held").gauge().value();
    }

    private TurnEvent turn(String call) {
        var conversation = "twilio:" + call;
        return new TurnEvent(
                all.bySlug("hr-center").orElseThrow(),
                conversation,
                TurnEvent.numbered(conversation, 1, CallerSpoke.class),
                Traceparent.of(null),
                new CallerSpoke("позже", null, "ru-RU", 1));
    }

    private static final class Heard implements StreamedTurns.Listener {
        private final List<String> words = new CopyOnWriteArrayList<>();
        private final AtomicReference<Reply.Action> action = new AtomicReference<>();

        @Override
        public void say(Say say) {
            words.add(say.text());
        }

        @Override
        public void filler(String text) {
            words.add(text);
        }

        @Override
        public void end(Reply.Action end, boolean fallback) {
            action.set(end);
        }
    }
}
