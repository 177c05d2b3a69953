package dev.offhook.webhook.twilio;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallRecorded;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.FallbackSpoken;
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
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(RealServers.class)
class TwilioVoiceTest {
    private static final String CALL = "/webhook/call";
    private static final String TURN_1 = CALL + "?step=gather&turn=1";

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void signedCallIsGreeted() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        var document = twilio.twiml(CALL);

        // Then
        var gather = child(document, "Gather");
        assertThat(child(gather, "Say").getTextContent()).isEqualTo("Добро пожаловать! Чем <помочь> & что подсказать?");
        assertThat(gather.getAttribute("action")).isEqualTo(Twilio.PUBLIC_URL + TURN_1);
        var event = dialogue.awaitEvent(twilio.conversation() + ":0:CallStarted");
        assertThat(event.tenant()).isEqualTo("hr-center");
        assertThat(event.traceparent()).startsWith("00-");
        assertThat(event.data()).isInstanceOfSatisfying(CallStarted.class, started -> {
            assertThat(started.from()).isEqualTo(Twilio.CALLER);
            assertThat(started.tenantVersion()).isEqualTo(1);
        });
    }

    @Test
    void unsignedOrWronglySignedCallIsRefusedAndLeavesNoEvent() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        Twilio.send(CALL, twilio.parameters(), null).then().statusCode(403);
        Twilio.send(CALL, twilio.parameters(), "bm90IHRoZSBzaWduYXR1cmU=")
                .then()
                .statusCode(403);

        // Then
        twilio.twiml(TURN_1, "SpeechResult", "после отказа");
        dialogue.awaitEvent(twilio.conversation() + ":1:CallerSpoke");
        assertThat(dialogue.eventsOf(twilio.conversation())).hasSize(1);
    }

    @Test
    void accountOfAnotherTenantIsRefused() {
        // Given
        var parameters = Twilio.callTo(DemoTenants.HR_NUMBER).parameters("AccountSid", DemoTenants.RIVAL_ACCOUNT);

        // When, Then
        Twilio.send(CALL, parameters, Twilio.sign(DemoTenants.RIVAL_TOKEN, CALL, parameters))
                .then()
                .statusCode(403);
    }

    @Test
    void unknownNumberIsNotFound() {
        Twilio.callTo("+15005559999")
                .post(CALL)
                .statusCode(404)
                .contentType("application/problem+json")
                .body("field", equalTo("To"));
    }

    @Test
    void hugeBodyIsRefusedBeforeItIsRead() {
        given().contentType("application/x-www-form-urlencoded")
                .body("Body=" + "a".repeat(65 * 1024))
                .post(CALL)
                .then()
                .statusCode(413);
    }

    @Test
    void brokenPercentEncodingIsNamed() {
        given().contentType("application/x-www-form-urlencoded")
                .body("To=%2")
                .post(CALL)
                .then()
                .statusCode(400)
                .body("detail", containsString("percent-encoded"));
    }

    @Test
    void voiceCallToAFreePlanIsRefusedInWords() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.SALES_NUMBER);

        // When
        var document = twilio.twiml(CALL);

        // Then
        assertThat(child(document, "Say").getTextContent()).contains("Премиум");
        child(document, "Hangup");
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":0:CallRejected")
                        .data())
                .isEqualTo(new CallRejected(CallRejected.Reason.PLAN));
    }

    @Test
    void spokenTurnIsAnsweredAndTheNextOneNumbered() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        var document = twilio.twiml(TURN_1, "SpeechResult", "Хочу выбрать профессию", "Confidence", "0.91");

        // Then
        assertThat(child(document, "Say").getTextContent()).isEqualTo("Вы сказали: Хочу выбрать профессию");
        assertThat(child(document, "Gather").getAttribute("action")).endsWith("?step=gather&turn=2");
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":1:CallerSpoke").data())
                .isEqualTo(new CallerSpoke("Хочу выбрать профессию", 0.91, "ru-RU", 1));
    }

    @Test
    void speechWithoutATurnIsStillAnswered() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        var document = twilio.twiml(CALL + "?step=gather", "SpeechResult", "да");

        // Then
        assertThat(child(document, "Say").getTextContent()).isEqualTo("Вы сказали: да");
        assertThat(child(document, "Gather").getAttribute("action")).endsWith("?step=gather&turn=8");
    }

    @Test
    void digitsAndSilenceAreTurnsToo() {
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        assertThat(child(twilio.twiml(TURN_1, "Digits", "5"), "Say").getTextContent())
                .isEqualTo("Вы нажали 5");
        assertThat(child(twilio.twiml(CALL + "?step=gather&turn=2", "SpeechResult", ""), "Say")
                        .getTextContent())
                .isEqualTo("Я вас не слышу.");
    }

    @Test
    void goodbyeHangsUp() {
        var document = Twilio.callTo(DemoTenants.HR_NUMBER).twiml(TURN_1, "SpeechResult", ScriptedDialogue.GOODBYE);

        child(document, "Hangup");
    }

    @Test
    void fiftyCopiesOfATurnArePublishedOnceAndAnsweredAlike() throws InterruptedException {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        Callable<String> copy = () -> twilio.send(TURN_1, "SpeechResult", "да").asString();

        // When
        var answers = ConcurrentCopies.of(50, copy);

        // Then
        assertThat(answers).hasSize(1);
        assertThat(answers.iterator().next()).contains("Вы сказали: да");
        assertThat(dialogue.copiesOf(twilio.conversation() + ":1:CallerSpoke")).isEqualTo(1);
    }

    @Test
    void slowAnswerIsPolledForAfterAFiller() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        var filler = twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.LATER);
        dialogue.answerNow(twilio.conversation() + ":1:CallerSpoke");

        // When
        var document = twilio.twiml(target(child(filler, "Redirect").getTextContent()), "SpeechResult", "позже");

        // Then
        assertThat(child(filler, "Say").getTextContent()).isEqualTo("Секунду.");
        assertThat(child(document, "Say").getTextContent()).isEqualTo("Вы сказали: позже");
        assertThat(child(document, "Gather").getAttribute("action")).endsWith("?step=gather&turn=2");
        assertThat(dialogue.copiesOf(twilio.conversation() + ":1:CallerSpoke")).isEqualTo(1);
    }

    @Test
    void withoutAnAnswerTheCallerHearsAnApologyThenTheLastResort() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        var first = pollToTheEnd(twilio, TURN_1);
        var second = pollToTheEnd(twilio, CALL + "?step=gather&turn=2");

        // Then
        assertThat(child(first, "Say").getTextContent()).isEqualTo("Извините, повторите, пожалуйста.");
        assertThat(child(first, "Gather").getAttribute("action")).endsWith("turn=2");
        assertThat(child(second, "Say").getTextContent()).isEqualTo("Перезвоните, пожалуйста, позже.");
        child(second, "Hangup");
        String lost = twilio.conversation() + ":1:CallerSpoke";
        assertThat(dialogue.awaitEvent(lost + "/fallback").data())
                .isEqualTo(new FallbackSpoken(lost, "Извините, повторите, пожалуйста.", 1));
    }

    @Test
    void lateReplyIsNotHeardByARetryEither() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);
        pollToTheEnd(twilio, TURN_1);
        dialogue.answerNow(twilio.conversation() + ":1:CallerSpoke");
        twilio.twiml(CALL + "?step=gather&turn=2", "SpeechResult", "дальше");

        // When
        var retried = twilio.twiml(TURN_1, "SpeechResult", ScriptedDialogue.LATER);

        // Then
        assertThat(child(retried, "Say").getTextContent()).isEqualTo("Извините, повторите, пожалуйста.");
    }

    @Test
    void anotherTenantCannotPollAnAnswer() {
        // Given
        var victim = Twilio.callTo(DemoTenants.HR_NUMBER);
        victim.twiml(TURN_1, "SpeechResult", "тайна");
        String poll = CALL + "?step=poll&poll=9&turn=1&event=" + victim.conversation() + ":1:CallerSpoke";

        // When
        String ofItsOwnCall = Twilio.callTo(DemoTenants.RIVAL_NUMBER).send(poll).asString();
        String ofThatCall = Twilio.callTo(DemoTenants.RIVAL_NUMBER)
                .send(poll, "CallSid", victim.callSid())
                .asString();

        // Then
        assertThat(ofItsOwnCall).doesNotContain("тайна");
        assertThat(ofThatCall).doesNotContain("тайна").contains("Извините");
    }

    @Test
    void endOfTheCallAndItsRecordingAreEvents() {
        // Given
        var twilio = Twilio.callTo(DemoTenants.HR_NUMBER);

        // When
        twilio.post("/webhook/status", "CallStatus", "ringing").statusCode(204);
        twilio.post("/webhook/status", "CallStatus", "completed", "CallDuration", "63")
                .statusCode(204);
        twilio.post(
                        "/webhook/recording",
                        "RecordingSid",
                        "RE1",
                        "RecordingUrl",
                        "https://api.twilio.com/RE1",
                        "RecordingDuration",
                        "12")
                .statusCode(200);

        // Then
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":end:CallEnded").data())
                .isEqualTo(new CallEnded("completed", 63));
        assertThat(dialogue.awaitEvent(twilio.conversation() + ":RE1:CallRecorded")
                        .data())
                .isEqualTo(new CallRecorded("https://api.twilio.com/RE1", 12));
    }

    @Test
    void callWithoutItsIdIsNamed() {
        Twilio.callTo(DemoTenants.HR_NUMBER)
                .post(CALL, "CallSid", "")
                .statusCode(400)
                .body("field", equalTo("CallSid"));
    }

    private static org.w3c.dom.Element pollToTheEnd(Twilio twilio, String turn) {
        var document = twilio.twiml(turn, "SpeechResult", ScriptedDialogue.LATER);
        while (document.getElementsByTagName("Redirect").getLength() > 0) {
            document = twilio.twiml(
                    target(child(document, "Redirect").getTextContent()), "SpeechResult", ScriptedDialogue.LATER);
        }
        return document;
    }

    /** The same request many times at once. */
    private static final class ConcurrentCopies {
        static java.util.Set<String> of(int copies, Callable<String> request) throws InterruptedException {
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                return pool
                        .invokeAll(IntStream.range(0, copies)
                                .mapToObj(copy -> request)
                                .toList())
                        .stream()
                        .map(java.util.concurrent.Future::resultNow)
                        .collect(Collectors.toSet());
            }
        }
    }
}
