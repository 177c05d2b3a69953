package dev.offhook.local.provider;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.local.provider.PhoneCall.Deed;
import dev.offhook.local.provider.PhoneCall.Heard;
import dev.offhook.local.provider.PhoneCall.Then;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The providers' side against a small server in the place of webhook-service. */
class CallsTest {
    private static final String PUBLIC = "https://bot.example.org";

    private final Vertx vertx = Vertx.vertx();
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile Function<String, String> answers;
    private volatile int status = 200;
    private volatile int failures;
    private Ingress ingress;

    private record Got(String uri, String host, String signature, String body, String timestamp, String signed) {}

    @BeforeEach
    void start() {
        int port = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        ingress = new Ingress(PUBLIC + "/", port, 4);
    }

    @AfterEach
    void stop() {
        ingress.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void fillersAreFollowedToTheAnswer() {
        // Given
        answers = uri -> switch (uri) {
            case "/webhook/call" -> gather("Здравствуйте!", 1);
            case "/webhook/call?step=gather&turn=1" ->
                "<Response><Say>Минутку</Say><Redirect method=\"POST\">" + PUBLIC
                        + "/webhook/call?step=poll&amp;turn=1&amp;poll=1</Redirect></Response>";
            default -> gather("Ответ", 2);
        };
        var call = new TwilioCall(new TwilioAccount(ingress, "AC1", "12345"), "+14155550100", "+15005550006");

        // When
        Heard greeting = call.start().join();
        Heard answer = call.say("Вопрос").join();

        // Then
        assertThat(greeting).isEqualTo(new Heard("Здравствуйте!", 0, true));
        assertThat(answer).isEqualTo(new Heard("Ответ", 1, true));
        assertThat(got)
                .extracting(Got::uri)
                .containsExactly(
                        "/webhook/call", "/webhook/call?step=gather&turn=1", "/webhook/call?step=poll&turn=1&poll=1");
        assertThat(got).extracting(Got::host).containsOnly("bot.example.org");
        assertThat(got).extracting(Got::signature).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(got.get(1).body()).contains("SpeechResult=");
        assertThat(got.get(2).body()).contains("CallSid=").doesNotContain("SpeechResult=");
    }

    @Test
    void callThatIsHungUpTakesNoMoreWords() {
        // Given
        answers = uri -> "<Response><Say>Недоступно</Say><Hangup/></Response>";
        var call = new TwilioCall(new TwilioAccount(ingress, "AC1", "12345"), "+14155550100", "+15005550007");

        // When
        Heard refusal = call.start().join();

        // Then
        assertThat(refusal).isEqualTo(new Heard("Недоступно", 0, false));
        assertThatThrownBy(() -> call.say("Алло")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void statusThatIsNoSuccessFailsWithItsReason() {
        // Given
        answers = uri -> "{\"title\":\"signature\"}";
        status = 403;
        var call = new TwilioCall(new TwilioAccount(ingress, "AC1", "wrong"), "+14155550100", "+15005550006");

        // When Then
        assertThatThrownBy(() -> call.start().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebhookFailedException.class)
                .hasMessageContaining("POST /webhook/call got 403: {\"title\":\"signature\"}");
    }

    @Test
    void partsOfAnAnswerAreOneAnswer() {
        // Given
        answers = uri -> switch (uri) {
            case "/webhook/call" ->
                "<Response><Say>Раз.</Say><Redirect>" + PUBLIC
                        + "/webhook/call?step=poll&amp;poll=1&amp;from=1</Redirect></Response>";
            default -> gather("Два.", 1);
        };
        var call = new TwilioCall(new TwilioAccount(ingress, "AC1", "12345"), "+14155550100", "+15005550006");

        // When
        Heard heard = call.start().join();

        // Then
        assertThat(heard).isEqualTo(new Heard("Раз. Два.", 0, true));
    }

    @Test
    void transferRunsToItsOutcomeAndTheMessageToItsRecording() {
        // Given
        answers = uri -> switch (uri) {
            case "/webhook/call" ->
                "<Response><Dial timeout=\"25\" action=\"" + PUBLIC
                        + "/webhook/dial?turn=1\"><Number>+12125550111</Number></Dial></Response>";
            case "/webhook/dial?turn=1" ->
                "<Response><Say>Никого.</Say><Record action=\"/webhook/recording\" maxLength=\"90\"/></Response>";
            default -> "<Response><Say>Спасибо.</Say><Hangup/></Response>";
        };
        var call = new TwilioCall(new TwilioAccount(ingress, "AC1", "12345"), "+14155550100", "+15005550006");

        // When
        Heard connecting = call.start().join();
        Heard nobody = call.does(new Deed.TransferEnds(TransferEnded.Outcome.NO_ANSWER))
                .join();
        Heard thanks = call.does(new Deed.LeavesMessage(12)).join();

        // Then
        assertThat(connecting.then()).isEqualTo(new Then.Connects("+12125550111", 25));
        assertThat(nobody).isEqualTo(new Heard("Никого.", 0, new Then.Records(90)));
        assertThat(thanks).isEqualTo(new Heard("Спасибо.", 0, false));
        assertThat(got.get(1).body()).contains("DialCallStatus=no-answer", "CallStatus=in-progress");
        assertThat(got.get(2).body()).contains("RecordingDuration=12", "RecordingUrl=https");
        assertThatThrownBy(() -> call.does(new Deed.Presses("1"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void voximplantPostsKeysAndOutcomes() {
        // Given
        answers = uri -> got.size() == 2
                ? "{\"response\":\"Соединяю\",\"action\":\"transfer\",\"number\":\"+12125550111\",\"timeout\":25}"
                : "{\"response\":\"Да?\",\"action\":\"listen\"}";
        var call = new VoximplantCall(ingress, "hotel-royal", "79165550100");

        // When
        call.start().join();
        Heard connecting = call.does(new Deed.Presses("1")).join();
        Heard back =
                call.does(new Deed.TransferEnds(TransferEnded.Outcome.BUSY)).join();
        call.does(new Deed.IsSilent()).join();

        // Then
        assertThat(connecting.then()).isEqualTo(new Then.Connects("+12125550111", 25));
        assertThat(back.listening()).isTrue();
        assertThat(got.get(1).body()).contains("\"event_type\":\"dtmf\"", "\"digits\":\"1\"");
        assertThat(got.get(2).body()).contains("\"event_type\":\"transfer_ended\"", "\"outcome\":\"busy\"");
        assertThat(got.get(3).body()).contains("\"event_type\":\"silence\"");
    }

    @Test
    void twilioTellsOfTheRecordingWhenTheCallIsOver() {
        // Given
        answers = uri -> uri.equals("/webhook/call")
                ? "<Response><Start><Recording recordingStatusCallback=\"" + PUBLIC
                        + "/t/hr-center/webhook/recording-status\"/></Start><Say>Здравствуйте!</Say>"
                        + "<Gather action=\"/webhook/call?step=gather&amp;turn=1\"/></Response>"
                : "";
        var call = new TwilioCall(new TwilioAccount(ingress, "AC1", "12345"), "+14155550100", "+15005550006");

        // When
        call.start().join();
        call.end().join();

        // Then
        assertThat(got)
                .extracting(Got::uri)
                .containsExactly("/webhook/call", "/webhook/status", "/t/hr-center/webhook/recording-status");
        assertThat(got.getLast().signature()).isNotNull();
        assertThat(got.getLast().body())
                .contains("RecordingStatus=completed", "RecordingSid=RE", "RecordingDuration=0")
                .contains("RecordingUrl=https%3A%2F%2Fapi.twilio.com%2F2010-04-01%2FAccounts%2FAC1%2FRecordings%2FRE");
    }

    @Test
    void ownScenarioOfARecordingChannelTellsOfTheRecordingBeforeTheEnd() {
        // Given
        answers = uri -> "{\"response\":\"Здравствуйте!\"}";
        var call = new VoximplantCall(
                ingress, "hotel-royal", "79165550100", Optional.empty(), Optional.of("http://localhost:8090/records/"));
        String id = call.conversationId().substring("voximplant:".length());

        // When
        call.start().join();
        call.end().join();

        // Then
        assertThat(got)
                .extracting(Got::body)
                .satisfiesExactly(
                        started -> assertThat(started).contains("call_started"),
                        recording -> assertThat(recording)
                                .contains(
                                        "\"recording\"",
                                        "http://localhost:8090/records/" + id + ".wav",
                                        "\"duration\":0"),
                        ended -> assertThat(ended).contains("call_ended"));
    }

    @Test
    void voximplantPostsWhatTheScenarioPosts() {
        // Given
        answers = uri -> "{\"response\":\"Здравствуйте!\"}";
        var call = new VoximplantCall(ingress, "hotel-royal", "79165550100");
        String id = call.conversationId().substring("voximplant:".length());

        // When
        call.start().join();
        Heard answer = call.say("Сколько стоит номер?").join();
        call.end().join();

        // Then
        assertThat(answer).isEqualTo(new Heard("Здравствуйте!", 0, true));
        String tail = "\"custom_data\":{\"tenant_slug\":\"hotel-royal\"}}";
        assertThat(got)
                .extracting(Got::body)
                .containsExactly(
                        "{\"event_type\":\"call_started\",\"call_id\":\"" + id + "\",\"phone_number\":\"79165550100\","
                                + tail,
                        "{\"event_type\":\"speech_recognized\",\"call_id\":\"" + id
                                + "\",\"text\":\"Сколько стоит номер?\"," + tail,
                        "{\"event_type\":\"call_ended\",\"call_id\":\"" + id + "\"," + tail);
    }

    @Test
    void ownScenarioSignsCountsItsTurnsAndAsksAgain() {
        // Given
        failures = 1;
        answers = uri -> "{\"response\":\"Да?\",\"action\":\"listen\"}";
        var call = new VoximplantCall(ingress, "hr-center", "79165550100", Optional.of("key"));

        // When
        call.start().join();
        call.say("Вопрос").join();
        call.end().join();

        // Then
        assertThat(got)
                .extracting(Got::body)
                .satisfiesExactly(
                        started -> assertThat(started).contains("\"call_started\"", "\"turn\":0"),
                        poll -> assertThat(poll).contains("\"poll\"", "\"turn\":0"),
                        spoke -> assertThat(spoke).contains("\"speech_recognized\"", "\"turn\":1"),
                        ended -> assertThat(ended).contains("\"call_ended\"").doesNotContain("turn"));
        assertThat(got).allSatisfy(posted -> assertThat(posted.signed())
                .isEqualTo(VoximplantSignature.sign("key", posted.timestamp(), posted.body())));
    }

    private void answer(HttpServerRequest request) {
        request.bodyHandler(body -> {
            got.add(new Got(
                    request.uri(),
                    request.getHeader("Host"),
                    request.getHeader("X-Twilio-Signature"),
                    body.toString(),
                    request.getHeader("X-Timestamp"),
                    request.getHeader("X-Signature")));
            request.response()
                    .setStatusCode(got.size() <= failures ? 503 : status)
                    .end(answers.apply(request.uri()));
        });
    }

    private static String gather(String text, int turn) {
        return "<Response><Gather action=\"" + PUBLIC + "/webhook/call?step=gather&amp;turn=" + turn + "\"><Say>" + text
                + "</Say></Gather></Response>";
    }
}
