package dev.offhook.webhook.twilio;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.RelayCaller;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.Twilio;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import static dev.offhook.webhook.testsupport.Twilio.child;
import static dev.offhook.webhook.testsupport.Twilio.target;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls of a streaming channel, over a real socket. */
@QuarkusTest
@WithTestResource(RealServers.class)
class RelayCallTest {
    private static final Logger LOG = Logger.getLogger(RelayCallTest.class);
    private static final int PROMPTS = 200;
    private static final int WARM_UP = 20;

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @Inject
    RelayCalls calls;

    @Inject
    MeterRegistry metrics;

    private final Twilio twilio = Twilio.callTo(DemoTenants.STREAM_NUMBER);

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void callIsConnectedToOurSocketWithTheGreeting() {
        // When
        var document = twilio.twiml("/webhook/call");

        // Then
        var connect = child(document, "Connect");
        var relay = child(connect, "ConversationRelay");
        assertThat(connect.getAttribute("action")).isEqualTo(Twilio.PUBLIC_URL + "/webhook/relay-done?failures=0");
        assertThat(relay.getAttribute("url")).isEqualTo("ws://localhost:8080/webhook/relay");
        assertThat(relay.getAttribute("welcomeGreeting")).isEqualTo("Добро пожаловать! Чем <помочь> & что подсказать?");
        assertThat(relay.getAttribute("language")).isEqualTo("ru-RU");
        assertThat(relay.getAttribute("ttsProvider")).isEqualTo("Amazon");
        assertThat(relay.getAttribute("voice")).isEqualTo("Tatyana");
        assertThat(relay.getAttribute("dtmfDetection")).isEqualTo("true");
        assertThat(relay.getAttribute("ignoreBackchannel")).isEqualTo("true");
        assertThat(relay.getAttribute("applicationReconnect")).isEqualTo("true");
        var english = child(relay, "Language");
        assertThat(english.getAttribute("code")).isEqualTo("en-US");
        assertThat(english.getAttribute("voice")).isEqualTo("en-US-Journey-O");
    }

    @Test
    void addressesKeepThePathOfATenant() {
        // Given
        var document = twilio.twiml("/t/stream/webhook/call");

        // When
        var caller = RelayCaller.follow(twilio, document);
        caller.says("Привет");

        // Then
        assertThat(child(document, "ConversationRelay").getAttribute("url"))
                .isEqualTo("ws://localhost:8080/t/stream/webhook/relay");
        assertThat(caller.hears()).isEqualTo("Вы сказали: Привет ");
    }

    @Test
    void sentencesGoOutAsTheyComeAndTheEndIsTold() {
        // Given
        var caller = connected();
        caller.says(ScriptedDialogue.LATER);
        String event = spoken(1);

        // When
        dialogue.say(event, 0, "Первое.");
        var first = caller.next("text");
        dialogue.say(event, 1, "Второе.");
        var second = caller.next("text");
        dialogue.act(event, new Listen(2, 2));
        var end = caller.next("text");

        // Then
        assertThat(first.path("token").asText()).isEqualTo("Первое. ");
        assertThat(first.path("last").asBoolean()).isFalse();
        assertThat(first.path("lang").asText()).isEqualTo("ru-RU");
        assertThat(second.path("token").asText()).isEqualTo("Второе. ");
        assertThat(end.path("token").asText()).isEmpty();
        assertThat(end.path("last").asBoolean()).isTrue();
    }

    @Test
    void firstWordsAreNotKeptWaiting() {
        // Given
        var caller = connected();
        var milliseconds = new double[PROMPTS];

        // When
        for (int i = 0; i < WARM_UP + PROMPTS; i++) {
            caller.says("Вопрос " + i);
            var words = caller.next();
            caller.next("text");
            long published = dialogue.firstSaidAt(spoken(i + 1));
            if (i >= WARM_UP) {
                milliseconds[i - WARM_UP] = (words.at() - published) / 1e6;
            }
        }

        // Then: 25 ms are promised; a busy machine that tests gets more.
        double[] sorted = IntStream.range(0, PROMPTS)
                .mapToDouble(i -> milliseconds[i])
                .sorted()
                .toArray();
        LOG.infof(
                "first words after the dialogue's first chunk: p50=%.1f ms p99=%.1f ms",
                sorted[PROMPTS / 2], sorted[PROMPTS * 99 / 100]);
        assertThat(sorted[PROMPTS / 2]).isLessThan(100);
    }

    @Test
    void callerWhoBreaksInHearsNoMoreOfTheAnswer() {
        // Given
        var caller = connected();
        caller.says(ScriptedDialogue.LATER);
        String event = spoken(1);
        dialogue.say(event, 0, "Это долгая история.");
        caller.next("text");

        // When
        caller.breaksIn("Это долгая");
        var interrupted = await(CallerInterrupted.class, 1);
        dialogue.say(event, 1, "Она началась давно.");
        caller.says("Короче");

        // Then
        assertThat(((CallerInterrupted) interrupted.data()).heard()).isEqualTo("Это долгая");
        assertThat(caller.hears()).isEqualTo("Вы сказали: Короче ");
    }

    @Test
    void keysBecomeOneTurn() {
        // Given
        var caller = connected();

        // When
        List.of("4", "2", "#").forEach(caller::presses);

        // Then
        assertThat(caller.hears()).isEqualTo("Вы нажали 42 ");
        assertThat(((CallerPressed) await(CallerPressed.class, 1).data()).turn())
                .isNull();
    }

    @Test
    void languageOfTheAnswerIsListenedFor() {
        // Given
        var caller = connected();

        // When
        caller.says(ScriptedDialogue.ENGLISH);
        var words = caller.next("text");
        caller.next("text");
        var language = caller.next("language");

        // Then
        assertThat(words.path("lang").asText()).isEqualTo("en-US");
        assertThat(language.path("ttsLanguage").asText()).isEqualTo("en-US");
        assertThat(language.path("transcriptionLanguage").asText()).isEqualTo("en-US");
    }

    @Test
    void transferEndsTheSessionAndDials() {
        // Given
        var caller = connected();
        caller.says(ScriptedDialogue.TRANSFER);
        caller.next("text");
        caller.agentSpeaks(true);
        caller.next("text");
        caller.agentSpeaks(false);
        String handoff = caller.next("end").path("handoffData").asText();

        // When
        var document = done("ended", "HandoffData", handoff);

        // Then
        var dial = child(document, "Dial");
        assertThat(dial.getTextContent()).isEqualTo(ScriptedDialogue.CONSULTANT);
        assertThat(dial.getAttribute("timeout")).isEqualTo("25");
        var back = twilio.twiml(
                target(dial.getAttribute("action")), "DialCallStatus", "busy", "DialCallSid", "CA1" + twilio.callSid());
        assertThat(child(back, "ConversationRelay").getAttribute("welcomeGreeting"))
                .isEqualTo("Не соединилось: BUSY");
    }

    @Test
    void callGoesOnBehindTheWordsThatWereHeardAfterADrop() {
        // Given
        var caller = connected();
        caller.says(ScriptedDialogue.LATER);
        String event = spoken(1);
        dialogue.say(event, 0, "Первое.");
        caller.next("text");
        caller.agentSpeaks(true);
        caller.agentSpeaks(false);
        answered(caller);

        // When
        caller.breaks();
        Awaitility.await().until(() -> calls.sessions(twilio.conversation()) == 0);
        var document = done("failed", "ErrorCode", "64105");
        var again = RelayCaller.follow(twilio, document);
        dialogue.say(event, 1, "Второе.");
        dialogue.act(event, new Listen(2, 2));

        // Then
        assertThat(child(document, "ConversationRelay").hasAttribute("welcomeGreeting"))
                .isFalse();
        assertThat(again.hears()).isEqualTo("Второе. ");
        assertThat(events(CallStarted.class)).hasSize(1);
    }

    @Test
    void callOfAnotherReplicaGoesOnWithItsLatestTurnAfterADrop() {
        // Given
        var document = done("failed", "ErrorCode", "64105");
        String event = twilio.conversation() + ":VX1.other-1:CallerSpoke";

        // When
        var caller = RelayCaller.follow(twilio, document);
        dialogue.replyTo("stream", twilio.conversation(), event, new Say(0, true, "Ответ.", "ru-RU", null));
        dialogue.replyTo("stream", twilio.conversation(), event, new Listen(1, 2));

        // Then
        assertThat(caller.hears()).isEqualTo("Ответ. ");
    }

    @Test
    void callerHearsThatTheyAreHeardWhereNothingIsLeftToSay() {
        // Given
        var document = done("failed", "ErrorCode", "64105");

        // When
        var caller = RelayCaller.follow(twilio, document);

        // Then
        assertThat(caller.hears()).isEqualTo("Я вас слушаю.");
    }

    @Test
    void sessionsThatFailTwiceGiveWayToGather() {
        // Given
        var first = done("failed", "ErrorCode", "64102");
        String action = child(first, "Connect").getAttribute("action");

        // When
        var second = twilio.twiml(target(action), "SessionStatus", "failed", "SessionDuration", "0");
        var answer = twilio.twiml(target(child(second, "Gather").getAttribute("action")), "SpeechResult", "Алло");

        // Then
        assertThat(second.getElementsByTagName("Say").getLength()).isZero();
        assertThat(child(answer, "Say").getTextContent()).isEqualTo("Вы сказали: Алло");
        child(answer, "Gather");
    }

    @Test
    void everySessionIsHandedOverWhenTheReplicaGoesAway() {
        // Given
        var caller = connected();
        caller.says(ScriptedDialogue.LATER);
        String event = spoken(1);
        dialogue.say(event, 0, "Первое.");
        caller.next("text");
        caller.agentSpeaks(true);
        caller.agentSpeaks(false);
        answered(caller);

        // When
        calls.handOver();
        String handoff = caller.next("end").path("handoffData").asText();
        caller.hangsUp();
        var again = RelayCaller.follow(twilio, done("ended", "HandoffData", handoff));
        dialogue.say(event, 1, "Второе.");

        // Then
        assertThat(handoff).isEqualTo("{\"action\":\"resume\",\"event\":\"" + event + "\",\"from\":1}");
        assertThat(again.hears()).isEqualTo("Второе. ");
    }

    @Test
    void callerWhoHangsUpEndsTheCallOnce() {
        // When
        done("completed", "CallStatus", "completed");
        twilio.post("/webhook/status", "CallStatus", "completed", "CallDuration", "40")
                .statusCode(204);

        // Then
        dialogue.awaitEvent(twilio.conversation() + ":end:CallEnded");
        assertThat(events(CallEvent.CallEnded.class))
                .extracting(Envelope::id)
                .containsOnly(twilio.conversation() + ":end:CallEnded");
    }

    @Test
    void handoffThatIsNotOursConnectsAgain() {
        // When
        var document = done("ended", "HandoffData", "{\"reasonCode\":\"live-agent-handoff\"");

        // Then
        assertThat(child(document, "Connect").getAttribute("action")).endsWith("?failures=1");
    }

    private RelayCaller connected() {
        return RelayCaller.follow(twilio, twilio.twiml("/webhook/call"));
    }

    // The session takes one message after the other: what came before this one has been taken.
    private void answered(RelayCaller caller) {
        double before = errors();
        caller.send("{\"type\":\"error\",\"description\":\"a mark\"}");
        Awaitility.await().until(() -> errors() > before);
    }

    private double errors() {
        return metrics.counter("offhook.relay.events", "what", "error").count();
    }

    private Element done(String status, String... more) {
        var parameters = new String[more.length + 4];
        System.arraycopy(more, 0, parameters, 4, more.length);
        parameters[0] = "SessionStatus";
        parameters[1] = status;
        parameters[2] = "SessionDuration";
        parameters[3] = "3";
        return twilio.twiml("/webhook/relay-done?failures=0", parameters);
    }

    private String spoken(int number) {
        return await(CallerSpoke.class, number).id();
    }

    private Envelope<Event> await(Class<? extends CallEvent> type, int number) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> events(type), found -> found.size() >= number)
                .get(number - 1);
    }

    private List<Envelope<Event>> events(Class<? extends CallEvent> type) {
        return dialogue.eventsOf(twilio.conversation()).stream()
                .filter(envelope -> type.isInstance(envelope.data()))
                .toList();
    }
}
