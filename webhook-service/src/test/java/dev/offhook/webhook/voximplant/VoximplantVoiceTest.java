package dev.offhook.webhook.voximplant;

import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallStarted;
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
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@QuarkusTest
@WithTestResource(RealServers.class)
class VoximplantVoiceTest {
    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    private final String callId = UUID.randomUUID().toString();

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void seedsThreeEventsAreAnswered() {
        // When
        event("\"call_started\"", ",\"phone_number\":\"79161234567\"")
                .statusCode(200)
                .body("response", containsString("Добро пожаловать"))
                .body("action", equalTo("listen"));
        event("\"speech_recognized\"", ",\"text\":\"Сколько стоит номер?\"")
                .statusCode(200)
                .body("response", equalTo("Вы сказали: Сколько стоит номер?"));
        event("\"call_ended\"", "").statusCode(200).body("response", equalTo(""));

        // Then
        String conversation = "voximplant:" + callId;
        assertThat(dialogue.awaitEvent(conversation + ":end:CallEnded").data())
                .isEqualTo(new CallEnded("completed", null));
        assertThat(dialogue.eventsOf(conversation).getFirst().data())
                .isInstanceOfSatisfying(CallStarted.class, started -> {
                    assertThat(started.from()).isEqualTo("+79161234567");
                    assertThat(started.to()).isEqualTo("+74951234567");
                });
    }

    @Test
    void secondYesIsASecondYes() {
        event("\"speech_recognized\"", ",\"text\":\"да\"").statusCode(200);
        event("\"speech_recognized\"", ",\"text\":\"да\"").statusCode(200);

        assertThat(dialogue.eventsOf("voximplant:" + callId)).hasSize(2);
    }

    @Test
    void emptyOrMissingTextIsSilence() {
        event("\"speech_recognized\"", ",\"text\":\"  \"").statusCode(200).body("response", equalTo("Я вас не слышу."));
        event("\"speech_recognized\"", "").statusCode(200).body("response", equalTo("Я вас не слышу."));
        event("\"speech_recognized\"", ",\"text\":null,\"unknown\":{\"a\":1}").statusCode(200);
    }

    @Test
    void missingPhoneNumberIsNoError() {
        event("\"call_started\"", "").statusCode(200);
    }

    @Test
    void customDataMayBeText() {
        post("{\"event_type\":\"call_started\",\"call_id\":\"" + callId
                        + "\",\"custom_data\":\"{\\\"tenant_slug\\\":\\\"hotel-royal\\\"}\"}")
                .statusCode(200);
    }

    @Test
    void unknownTenantIsNotFound() {
        post("{\"event_type\":\"call_started\",\"call_id\":\"x\",\"custom_data\":{\"tenant_slug\":\"nobody\"}}")
                .statusCode(404)
                .body("field", equalTo("custom_data.tenant_slug"));
    }

    @Test
    void tenantThatWantsSignaturesRefusesTheSeedsScenario() {
        post("{\"event_type\":\"call_started\",\"call_id\":\"x\",\"custom_data\":{\"tenant_slug\":\"signed-only\"}}")
                .statusCode(403);
    }

    @Test
    void unsignedPostWithoutASlugIsForTheOneTenantThatTakesSuch() {
        post("{\"event_type\":\"call_started\",\"call_id\":\"" + callId + "\"}").statusCode(200);

        assertThat(dialogue.eventsOf("voximplant:" + callId))
                .singleElement()
                .returns("hotel-royal", event -> event.tenant());
    }

    @Test
    void slugMustBeGivenWhereSeveralTenantsHaveTheChannel() {
        given().contentType("application/json")
                .header("X-Signature", "00")
                .body("{\"event_type\":\"call_started\",\"call_id\":\"x\"}")
                .post("/webhook/voximplant")
                .then()
                .statusCode(400)
                .body("field", equalTo("custom_data.tenant_slug"));
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void badInputIsNamed(String body, String problem) {
        post(body).statusCode(400).contentType("application/problem+json").body("detail", containsString(problem));
    }

    @Test
    void deeplyNestedBodyIsAnError() {
        // As text: REST Assured would lay out JSON, and that takes a gigabyte at this depth.
        given().contentType("text/plain")
                .body("[".repeat(30_000))
                .post("/webhook/voximplant")
                .then()
                .statusCode(400);
    }

    @Test
    void withoutAnAnswerTheCallerHearsAnApology() {
        event("\"speech_recognized\"", ",\"text\":\"" + ScriptedDialogue.LATER + "\"")
                .statusCode(200)
                .body("response", equalTo("Извините, повторите, пожалуйста."));
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                arguments("{\"event_type\":", "the body is not JSON"),
                arguments("", "the body is empty"),
                arguments("[]", "no JSON object"),
                arguments("{\"call_id\":\"x\"}", "event_type is missing"),
                arguments(
                        "{\"event_type\":\"call_dropped\",\"call_id\":\"x\"}",
                        "call_started, speech_recognized or call_ended"),
                arguments("{\"event_type\":\"call_started\"}", "call_id is missing"),
                arguments("{\"event_type\":\"speech_recognized\",\"call_id\":\"x\",\"text\":{}}", "text is object"));
    }

    private ValidatableResponse event(String type, String more) {
        return post("{\"event_type\":" + type + ",\"call_id\":\"" + callId
                + "\",\"custom_data\":{\"tenant_slug\":\"hotel-royal\"}" + more + "}");
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json;charset=utf-8")
                .body(body)
                .post("/webhook/voximplant")
                .then();
    }
}
