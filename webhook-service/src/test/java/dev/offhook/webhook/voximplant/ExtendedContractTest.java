package dev.offhook.webhook.voximplant;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallerInterrupted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.CallEvent.TransferEnded.Outcome;
import dev.offhook.events.Reply.Listen;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a scenario may post and gets besides the seed's contract. */
@QuarkusTest
@WithTestResource(RealServers.class)
class ExtendedContractTest {
    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    private final String callId = UUID.randomUUID().toString();
    private final String conversation = "voximplant:" + callId;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void plainAnswerHasTheSeedsBytes() {
        String answer = event("speech_recognized", ",\"text\":\"да\"").extract().asString();

        assertThat(answer).isEqualTo("{\"response\":\"Вы сказали: да\",\"action\":\"listen\"}");
    }

    @Test
    void transferNamesWhomToCallAndHowLong() {
        event("speech_recognized", ",\"text\":\"" + ScriptedDialogue.TRANSFER + "\"")
                .body("action", equalTo("transfer"))
                .body("number", equalTo(ScriptedDialogue.CONSULTANT))
                .body("timeout", equalTo(25))
                .body("max_seconds", nullValue());
    }

    @Test
    void recordingHasALongestTime() {
        event("speech_recognized", ",\"text\":\"" + ScriptedDialogue.MESSAGE + "\"")
                .body("action", equalTo("record"))
                .body("max_seconds", equalTo(90));
    }

    @Test
    void otherLanguageIsNamed() {
        event("speech_recognized", ",\"text\":\"" + ScriptedDialogue.ENGLISH + "\"")
                .body("action", equalTo("listen"))
                .body("language", equalTo("en-US"));
    }

    @Test
    void rejectionHasNoWords() {
        event("call_started", ",\"phone_number\":\"" + ScriptedDialogue.UNWANTED.substring(1) + "\"")
                .body("action", equalTo("reject"))
                .body("response", equalTo(""));
    }

    @Test
    void blockedCallerIsRejected() {
        // When
        event("call_started", ",\"phone_number\":\"" + DemoTenants.BLOCKED.substring(1) + "\"")
                .body("action", equalTo("reject"))
                .body("response", equalTo(""));

        // Then
        assertThat(dialogue.awaitEvent(conversation + ":0:CallRejected").data())
                .isEqualTo(new CallRejected(CallRejected.Reason.BLOCKED));
        assertThat(dialogue.eventsOf(conversation)).hasSize(1);
    }

    @Test
    void keysAndSilenceAreTurns() {
        // When
        event("dtmf", ",\"digits\":\"1\",\"turn\":1").body("response", equalTo("Вы нажали 1"));
        event("silence", ",\"turn\":2").body("response", equalTo("Я вас не слышу."));

        // Then
        assertThat(dialogue.awaitEvent(conversation + ":1:CallerPressed").data())
                .isEqualTo(new CallerPressed("1", 1));
        assertThat(dialogue.awaitEvent(conversation + ":2:CallerSilent").data()).isEqualTo(new CallerSilent(2));
    }

    @Test
    void retriedPostWithATurnHasOneEffect() {
        // When
        String first = event("speech_recognized", ",\"text\":\"да\",\"turn\":3")
                .extract()
                .asString();
        String again = event("speech_recognized", ",\"text\":\"да\",\"turn\":3")
                .extract()
                .asString();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(dialogue.copiesOf(conversation + ":3:CallerSpoke")).isEqualTo(1);
    }

    @Test
    void interruptionIsToldAndNotHeld() {
        // When
        event("interrupted", ",\"heard\":\"Номер стоит\",\"turn\":1")
                .body("response", equalTo(""))
                .body("action", equalTo("listen"));

        // Then
        assertThat(dialogue.awaitEvent(conversation + ":1:CallerInterrupted").data())
                .isEqualTo(new CallerInterrupted("Номер стоит"));
    }

    @Test
    void endedTransferIsATurn() {
        // When
        event("transfer_ended", ",\"outcome\":\"no-answer\",\"number\":\"12125550111\",\"turn\":2")
                .body("response", equalTo("Не соединилось: NO_ANSWER"))
                .body("action", equalTo("listen"));

        // Then
        assertThat(dialogue.awaitEvent(conversation + ":2:TransferEnded").data())
                .isEqualTo(new TransferEnded(Outcome.NO_ANSWER, "+12125550111", 2));
    }

    @Test
    void callerWhoHasTalkedToAHumanHearsNoApologyFromADeadDialogue() {
        // Given
        dialogue.mute(conversation);

        // When
        event("transfer_ended", ",\"outcome\":\"answered\",\"turn\":2")
                .body("response", equalTo(""))
                .body("action", equalTo("hangup"));

        // Then
        assertThat(dialogue.eventsOf(conversation)).noneMatch(event -> event.data() instanceof FallbackSpoken);
    }

    @Test
    void recordingIsAnEventAndItsRetryIsTheSame() {
        // When
        event("recording", ",\"url\":\"https://storage.example/rec.mp3\",\"duration\":12.4")
                .body("response", equalTo("Спасибо, записали."))
                .body("action", equalTo("hangup"));
        event("recording", ",\"url\":\"https://storage.example/rec.mp3\",\"duration\":12.4");
        event("call_ended", ",\"duration\":63");

        // Then
        assertThat(dialogue.awaitEvent(conversation + ":end:CallEnded").data())
                .isEqualTo(new CallEnded("completed", 63));
        var recordings = dialogue.eventsOf(conversation).stream()
                .filter(event -> event.data() instanceof CallRecorded)
                .toList();
        assertThat(recordings)
                .hasSize(2)
                .allMatch(event -> event.id().equals(recordings.getFirst().id()))
                .allMatch(event -> event.data().equals(new CallRecorded("https://storage.example/rec.mp3", 12)));
    }

    @Test
    void answerWhoseSentencesFlowIsWaitedForBeyondTheFallback() {
        // Given
        String turn = conversation + ":1:CallerSpoke";
        var answer = later(",\"turn\":1");

        // When
        after(0, () -> dialogue.say(turn, 0, "Раз."));
        after(1_000, () -> dialogue.say(turn, 1, "Два."));
        after(2_000, () -> dialogue.act(turn, new Listen(2, 2)));

        // Then
        answer.join().body("response", equalTo("Раз. Два.")).body("action", equalTo("listen"));
    }

    @Test
    void answerWithoutAnEndIsSpokenAsFarAsItIsThere() {
        // Given
        var answer = later(",\"turn\":1");

        // When
        dialogue.say(conversation + ":1:CallerSpoke", 0, "Раз.");

        // Then
        answer.join().body("response", equalTo("Раз.")).body("action", equalTo("listen"));
        assertThat(dialogue.eventsOf(conversation)).noneMatch(event -> event.data() instanceof FallbackSpoken);
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void badInputIsNamed(String type, String more, String field) {
        event(type, more, 400).contentType("application/problem+json").body("field", equalTo(field));
    }

    @ParameterizedTest
    @CsvSource({"answered", "busy", "no-answer", "failed", "canceled"})
    void everyOutcomeIsKnown(String outcome) {
        event("transfer_ended", ",\"outcome\":\"" + outcome + "\",\"turn\":1");
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                arguments("dtmf", "", "digits"),
                arguments("dtmf", ",\"digits\":\"1a\"", "digits"),
                arguments("transfer_ended", "", "outcome"),
                arguments("transfer_ended", ",\"outcome\":\"voicemail\"", "outcome"),
                arguments("recording", "", "url"),
                arguments("recording", ",\"url\":\"file:///etc/passwd\"", "url"),
                arguments("recording", ",\"url\":\"https://a.example/b\",\"duration\":-1", "duration"),
                arguments("silence", ",\"turn\":-1", "turn"),
                arguments("silence", ",\"turn\":1.5", "turn"),
                arguments("silence", ",\"turn\":\"first\"", "turn"),
                arguments("call_dropped", "", "event_type"));
    }

    private CompletableFuture<ValidatableResponse> later(String more) {
        return supplyAsync(
                () -> event("speech_recognized", ",\"text\":\"" + ScriptedDialogue.LATER + "\"" + more),
                Thread::startVirtualThread);
    }

    private static void after(int millis, Runnable then) {
        runAsync(then, delayedExecutor(millis, TimeUnit.MILLISECONDS, Thread::startVirtualThread));
    }

    private ValidatableResponse event(String type, String more) {
        return event(type, more, 200);
    }

    private ValidatableResponse event(String type, String more, int status) {
        return given().contentType("application/json;charset=utf-8")
                .body("{\"event_type\":\"" + type + "\",\"call_id\":\"" + callId
                        + "\",\"custom_data\":{\"tenant_slug\":\"hotel-royal\"}" + more + "}")
                .post("/webhook/voximplant")
                .then()
                .statusCode(status);
    }
}
