package dev.offhook.webhook.voximplant;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.VoximplantTenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Our own scenario's posts: signed, counted, and asked for again. */
@QuarkusTest
@WithTestResource(RealServers.class)
class SignedScenarioTest {
    private static final String PATH = "/webhook/voximplant";

    @Inject
    VoximplantTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    private final String callId = UUID.randomUUID().toString();
    private final String conversation = "voximplant:" + callId;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void signedPostIsAnsweredWithEitherKeyAndInEitherCase() {
        // Given
        String body = event("speech_recognized", ",\"text\":\"да\",\"turn\":1");
        String now = now();

        // When
        var lower = post(PATH, body, now, sign(VoximplantTenants.KEY, now, body));
        var upper = post(
                PATH, body, now, sign(VoximplantTenants.NEXT_KEY, now, body).toUpperCase(Locale.ROOT));

        // Then
        lower.statusCode(200).body("response", equalTo("Вы сказали: да"));
        upper.statusCode(200).body("response", equalTo("Вы сказали: да"));
        assertThat(dialogue.copiesOf(conversation + ":1:CallerSpoke")).isEqualTo(1);
    }

    @Test
    void postUnderTheTenantsOwnPathNeedsNoSlug() {
        // Given
        String body = "{\"event_type\":\"silence\",\"call_id\":\"" + callId + "\",\"turn\":1}";
        String now = now();

        // When
        var answer = post("/t/" + VoximplantTenants.SIGNED + PATH, body, now, sign(VoximplantTenants.KEY, now, body));

        // Then
        answer.statusCode(200).body("response", equalTo("Я вас не слышу."));
    }

    @Test
    void whatIsNotSignedWellIsRefusedAndLeavesNoEvent() {
        // Given
        String body = event("silence", ",\"turn\":1");
        String now = now();
        String old = Long.toString(Instant.now().getEpochSecond() - 400);

        // When Then
        post(PATH, body, null, null).statusCode(403);
        post(PATH, body, now, null).statusCode(403);
        post(PATH, body, now, sign("other", now, body)).statusCode(403);
        post(PATH, body, now, sign(VoximplantTenants.KEY, now, body + " ")).statusCode(403);
        post(PATH, body, old, sign(VoximplantTenants.KEY, old, body))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("X-Timestamp"));
        assertThat(dialogue.eventsOf(conversation)).isEmpty();
    }

    @Test
    void unsignedChannelChecksASignatureThatIsThere() {
        // Given
        String body = event("silence", ",\"turn\":1").replace(VoximplantTenants.SIGNED, "hotel-royal");
        String now = now();

        // When Then
        post(PATH, body, now, sign("any", now, body)).statusCode(403);
        post(PATH, body, null, null).statusCode(200);
    }

    @Test
    void pollGetsTheAnswerThatTheTurnGets() {
        // Given
        var first = later(event("speech_recognized", ",\"text\":\"" + ScriptedDialogue.LATER + "\",\"turn\":3"));
        dialogue.awaitEvent(conversation + ":3:CallerSpoke");

        // When
        var poll = later(event("poll", ",\"turn\":3"));
        dialogue.answerNow(conversation + ":3:CallerSpoke");

        // Then
        String answer = first.join().statusCode(200).extract().asString();
        assertThat(poll.join().statusCode(200).extract().asString())
                .isEqualTo(answer)
                .contains("Вы сказали: позже");
        assertThat(signed(event("poll", ",\"turn\":3")).extract().asString()).isEqualTo(answer);
        assertThat(dialogue.eventsOf(conversation)).hasSize(1);
    }

    @Test
    void pollIsAnsweredOnAReplicaThatHasNotSeenTheTurnWhateverItsType() {
        // Given
        var poll = later(event("poll", ",\"turn\":4"));

        // When
        dialogue.replyTo(
                VoximplantTenants.SIGNED,
                conversation,
                conversation + ":4:CallerPressed",
                new Say(0, true, "Один.", "ru-RU", null));
        dialogue.replyTo(VoximplantTenants.SIGNED, conversation, conversation + ":4:CallerPressed", new Listen(1, 5));

        // Then
        poll.join().statusCode(200).body("response", equalTo("Один.")).body("action", equalTo("listen"));
        signed(event("poll", ",\"turn\":4")).statusCode(200).body("response", equalTo("Один."));
        assertThat(dialogue.eventsOf(conversation)).isEmpty();
    }

    @Test
    void pollForATurnThatNobodyKnowsApologisesAndTheTurnItselfIsStillTaken() {
        // When
        signed(event("poll", ",\"turn\":1"))
                .statusCode(200)
                .body("response", equalTo("Извините, повторите, пожалуйста."))
                .body("action", equalTo("listen"));

        // Then
        signed(event("dtmf", ",\"digits\":\"1\",\"turn\":1")).statusCode(200).body("response", equalTo("Вы нажали 1"));
        assertThat(dialogue.eventsOf(conversation)).noneMatch(event -> event.data() instanceof FallbackSpoken);
    }

    @Test
    void pollOfAnotherTenantsCallTellsNothing() {
        // Given
        signed(event("speech_recognized", ",\"text\":\"секрет\",\"turn\":1")).statusCode(200);

        // When
        var poll = given().contentType("application/json")
                .body(event("poll", ",\"turn\":1").replace(VoximplantTenants.SIGNED, "hotel-royal"))
                .post(PATH)
                .then();

        // Then
        poll.statusCode(200).body("response", equalTo("Извините, повторите, пожалуйста."));
    }

    @Test
    void pollNamesItsTurn() {
        signed(event("poll", "")).statusCode(400).body("field", equalTo("turn"));
    }

    private CompletableFuture<ValidatableResponse> later(String body) {
        return supplyAsync(() -> signed(body), Thread::startVirtualThread);
    }

    private static ValidatableResponse signed(String body) {
        String now = now();
        return post(PATH, body, now, sign(VoximplantTenants.KEY, now, body));
    }

    private static ValidatableResponse post(String path, String body, String timestamp, String signature) {
        var request = given().contentType("application/json;charset=utf-8").body(body.getBytes(UTF_8));
        if (timestamp != null) {
            request.header("X-Timestamp", timestamp);
        }
        if (signature != null) {
            request.header("X-Signature", signature);
        }
        return request.post(path).then();
    }

    private String event(String type, String more) {
        return "{\"event_type\":\"" + type + "\",\"call_id\":\"" + callId + "\",\"custom_data\":{\"tenant_slug\":\""
                + VoximplantTenants.SIGNED + "\"}" + more + "}";
    }

    private static String sign(String key, String timestamp, String body) {
        return VoximplantSignature.sign(key, timestamp, body.getBytes(UTF_8));
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }
}
