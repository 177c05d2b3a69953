package dev.offhook.webhook.voximplant;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScenarioSocket;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.VoximplantTenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A scenario's socket, from the handshake to the end. */
@QuarkusTest
@WithTestResource(RealServers.class)
class StreamSocketTest {
    @TestHTTPResource
    URI server;

    @Inject
    VoximplantTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @Inject
    StreamConnections connections;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String callId = UUID.randomUUID().toString();
    private final String conversation = "voximplant:" + callId;
    private final List<ScenarioSocket> opened = new CopyOnWriteArrayList<>();

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @AfterEach
    void close() {
        opened.forEach(scenario -> scenario.abort());
        http.close();
    }

    @Test
    void callIsGreetedAndAnswered() {
        // Given
        var scenario = open(signedPath());

        // When
        scenario.send("call_started", ",\"phone_number\":\"79161234567\",\"turn\":0");
        scenario.await("action", 0);
        scenario.send("speech_recognized", ",\"text\":\"in english\",\"turn\":1");
        scenario.await("action", 1);

        // Then
        assertThat(scenario.got())
                .containsExactly(
                        "{\"type\":\"say\",\"turn\":0,\"seq\":0,\"text\":\"Добро пожаловать! Чем <помочь> & что подсказать?\"}",
                        "{\"type\":\"action\",\"turn\":0,\"action\":\"listen\"}",
                        "{\"type\":\"say\",\"turn\":1,\"seq\":0,\"text\":\"Вы сказали: in english\",\"language\":\"en-US\"}",
                        "{\"type\":\"action\",\"turn\":1,\"action\":\"listen\",\"language\":\"en-US\"}");
    }

    @Test
    void sentencesGoOutOneByOne() {
        // Given
        var scenario = openPatient();
        scenario.send("speech_recognized", ",\"text\":\"" + ScriptedDialogue.LATER + "\",\"turn\":1");
        String turn = conversation + ":1:CallerSpoke";

        // When
        dialogue.say(turn, 0, "Раз.");
        scenario.awaitText("Раз.");
        dialogue.say(turn, 1, "Два.");
        scenario.awaitText("Два.");
        dialogue.act(turn, new Listen(2, 2));

        // Then
        scenario.await("action", 1);
    }

    @Test
    void silentDialogueIsFilledAndThenApologisedFor() {
        // Given
        dialogue.mute(conversation);
        var scenario = open(signedPath());

        // When
        scenario.send("silence", ",\"turn\":1");

        // Then
        scenario.awaitText("Извините, повторите, пожалуйста.");
        assertThat(scenario.await("action", 1).path("action").asText()).isEqualTo("listen");
        assertThat(scenario.got().subList(0, 2))
                .containsExactly(
                        "{\"type\":\"filler\",\"turn\":1,\"text\":\"Секунду.\"}",
                        "{\"type\":\"filler\",\"turn\":1,\"text\":\"Ещё секунду.\"}");
    }

    @Test
    void callerWhoHasTalkedToAHumanHearsNoApology() {
        // Given
        dialogue.mute(conversation);
        var scenario = open(signedPath());

        // When
        scenario.send("transfer_ended", ",\"outcome\":\"answered\",\"turn\":2");

        // Then
        assertThat(scenario.await("action", 2).path("action").asText()).isEqualTo("hangup");
        assertThat(scenario.got()).hasSize(1);
        assertThat(dialogue.eventsOf(conversation)).noneMatch(event -> event.data() instanceof FallbackSpoken);
    }

    @Test
    void interruptionEndsTheWordsOfTheTurn() {
        // Given
        var scenario = openPatient();
        String turn = conversation + ":1:CallerSpoke";
        scenario.send("speech_recognized", ",\"text\":\"" + ScriptedDialogue.LATER + "\",\"turn\":1");
        dialogue.say(turn, 0, "Раз.");
        scenario.awaitText("Раз.");

        // When
        scenario.send("interrupted", ",\"heard\":\"Ра\",\"turn\":1");
        scenario.await(message -> message.path("event_type").asText().equals("interrupted"));
        dialogue.say(turn, 1, "Два.");
        dialogue.act(turn, new Listen(2, 2));
        scenario.send("silence", ",\"turn\":2");
        scenario.await("action", 2);

        // Then
        assertThat(dialogue.awaitEvent(conversation + ":1:CallerInterrupted").data())
                .isEqualTo(new CallerInterrupted("Ра"));
        assertThat(scenario.got()).noneMatch(message -> message.contains("Два."));
    }

    @Test
    void repeatedEventOnAnotherSocketOrOverHttpHasOneEffectAndTheSameAnswer() {
        // Given
        var first = open(signedPath());
        String more = ",\"text\":\"да\",\"turn\":1";
        first.send("speech_recognized", more);
        first.await("action", 1);
        first.abort();

        // When
        var second = open(signedPath());
        second.send("speech_recognized", more);
        second.await("action", 1);
        String body = second.event("speech_recognized", more);
        String now = now();
        String response = given().header("X-Timestamp", now)
                .header("X-Signature", VoximplantSignature.sign(VoximplantTenants.KEY, now, body.getBytes(UTF_8)))
                .contentType("application/json")
                .body(body.getBytes(UTF_8))
                .post("/t/" + VoximplantTenants.SIGNED + "/webhook/voximplant")
                .path("response");

        // Then
        assertThat(second.got()).isEqualTo(first.got());
        assertThat(response).isEqualTo("Вы сказали: да");
        assertThat(dialogue.copiesOf(conversation + ":1:CallerSpoke")).isEqualTo(1);
    }

    @Test
    void turnThatAnotherReplicaHasAnsweredIsAnsweredHereFromTheStart() {
        // Given
        String turn = conversation + ":4:CallerSilent";
        dialogue.mute(conversation);
        dialogue.replyTo(VoximplantTenants.SIGNED, conversation, turn, new Say(0, true, "Раз.", "ru-RU", null));
        dialogue.replyTo(VoximplantTenants.SIGNED, conversation, turn, new Listen(1, 5));
        var scenario = open(signedPath());

        // When
        scenario.send("silence", ",\"turn\":4");

        // Then
        scenario.awaitText("Раз.");
        scenario.await("action", 4);
    }

    @Test
    void blockedCallerIsRejected() {
        // Given
        var scenario = open(signedPath());

        // When
        scenario.send("call_started", ",\"phone_number\":\"" + DemoTenants.BLOCKED.substring(1) + "\",\"turn\":0");

        // Then
        assertThat(scenario.await("action", 0).path("action").asText()).isEqualTo("reject");
        assertThat(dialogue.awaitEvent(conversation + ":0:CallRejected").data())
                .isEqualTo(new CallRejected(CallRejected.Reason.BLOCKED));
    }

    @Test
    void endOfTheCallIsTakenOnceKafkaHasIt() {
        // Given
        var scenario = open(signedPath());

        // When
        scenario.send("call_ended", ",\"duration\":63");

        // Then
        scenario.await(message -> message.path("type").asText().equals("taken")
                && message.path("event_type").asText().equals("call_ended"));
        dialogue.awaitEvent(conversation + ":end:CallEnded");
    }

    @Test
    void badMessageIsNamedAndTheSocketStaysOpen() {
        // Given
        var scenario = open(signedPath());

        // When
        scenario.send("{\"event_type\":\"dtmf\",\"call_id\":\"" + callId + "\",\"turn\":1}");

        // Then
        assertThat(scenario.await(message -> message.path("type").asText().equals("problem"))
                        .path("field")
                        .asText())
                .isEqualTo("digits");
        scenario.send("silence", ",\"turn\":1");
        scenario.await("action", 1);
    }

    @Test
    void tooLargeMessageEndsTheSocketAndOthersGoOn() {
        // Given
        var scenario = open(signedPath());
        var other = open(signedPath());

        // When
        scenario.send("speech_recognized", ",\"turn\":1,\"text\":\"" + "я".repeat(40_000) + "\"");

        // Then
        assertThat(scenario.awaitClosed()).isEqualTo(1009);
        other.send("silence", ",\"turn\":2");
        other.await("action", 2);
        assertThat(dialogue.copiesOf(conversation + ":1:CallerSpoke")).isZero();
    }

    @Test
    void shutDownSendsTheScenarioElsewhere() {
        // Given
        var scenario = open(signedPath());
        scenario.send("silence", ",\"turn\":1");
        scenario.await("action", 1);

        // When
        connections.sendElsewhere();

        // Then
        scenario.await(message -> message.path("type").asText().equals("reconnect"));
        assertThat(scenario.awaitClosed()).isEqualTo(1001);
    }

    @Test
    void tenantThatTakesUnsignedPostsTakesAnUnsignedSocket() {
        // Given
        var scenario = open("/t/hotel-royal" + StreamSocket.PATH + "?call=" + callId, Map.of(), "hotel-royal");

        // When
        scenario.send("silence", ",\"turn\":1");

        // Then
        scenario.await("action", 1);
    }

    @Test
    void handshakeThatIsNotSignedWellIsRefused() {
        // Given
        String path = signedPath();
        String now = now();
        String old = Long.toString(Instant.now().getEpochSecond() - 400);

        // When Then
        assertThat(refused(path, Map.of())).isEqualTo(403);
        assertThat(refused(path, signed(path + "1", now))).isEqualTo(403);
        assertThat(refused(path, signed(path, old))).isEqualTo(403);
        assertThat(refused(path.replace("call=", "no="), Map.of())).isEqualTo(400);
        assertThat(refused(path.replace("vox-signed", "nobody"), Map.of())).isEqualTo(404);
        assertThat(refused(path.replace("vox-signed", "hr-center"), Map.of())).isEqualTo(404);
    }

    private String signedPath() {
        return StreamSocket.PATH + "?tenant=" + VoximplantTenants.SIGNED + "&call=" + callId;
    }

    private int refused(String path, Map<String, String> headers) {
        var failure =
                catchThrowableOfType(CompletionException.class, () -> open(path, headers, VoximplantTenants.SIGNED));
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }

    private ScenarioSocket openPatient() {
        String path = signedPath().replace(VoximplantTenants.SIGNED, VoximplantTenants.PATIENT);
        return open(path, signed(path, now()), VoximplantTenants.PATIENT);
    }

    private ScenarioSocket open(String path) {
        return open(path, signed(path, now()), VoximplantTenants.SIGNED);
    }

    private ScenarioSocket open(String path, Map<String, String> headers, String tenant) {
        String base = server.toString().replaceFirst("^http", "ws").replaceAll("/$", "");
        var scenario = ScenarioSocket.open(http, URI.create(base + path), headers, tenant, callId);
        opened.add(scenario);
        return scenario;
    }

    private static Map<String, String> signed(String path, String timestamp) {
        return Map.of(
                "X-Timestamp",
                timestamp,
                "X-Signature",
                VoximplantSignature.sign(VoximplantTenants.KEY, timestamp, path.getBytes(UTF_8)));
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }
}
