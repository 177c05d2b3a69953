package dev.offhook.webhook.voximplant;

import java.io.IOException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import dev.offhook.webhook.testsupport.VoximplantTenants;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.offhook.webhook.testsupport.VoximplantTenants.ACCOUNT;
import static dev.offhook.webhook.testsupport.VoximplantTenants.API_KEY;
import static dev.offhook.webhook.testsupport.VoximplantTenants.SALT;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What Voximplant posts about an account. */
@QuarkusTest
@WithTestResource(RealServers.class)
class AccountCallbacksTest {
    private static final String PATH = "/webhook/voximplant/account";
    private static final String CUSTOMER = "79161234567";

    @Inject
    VoximplantTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @Inject
    MeterRegistry metrics;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void flatMessageOfTheVectorsIsAnEventOnce() throws IOException {
        // Given
        String body = payload("vox-cb-sms-flat");

        // When
        post(PATH, body).statusCode(200).body(equalTo("{}"));
        post(PATH, body).statusCode(200);

        // Then
        var event = dialogue.awaitEvent("sms:voximplant:7654321:1001");
        assertThat(event.data())
                .isEqualTo(new SmsReceived(
                        Provider.VOXIMPLANT, "+79161234567", "+74951234567", "Привет", "1001", OptOut.NONE));
        assertThat(event.tenant()).isEqualTo(VoximplantTenants.TEXTING);
        assertThat(event.subject()).doesNotContain("7916");
        assertThat(dialogue.eventsOf(event.subject()))
                .filteredOn(copy -> copy.data().equals(event.data()))
                .allMatch(copy -> copy.id().equals(event.id()));
    }

    @Test
    void nestedMessageWithIdsAsTextAndTheHashNamedSaltIsAnEvent() {
        // When
        post(
                        PATH,
                        callbacks("{\"callback_id\":\"" + id + "\",\"account_id\":\"" + ACCOUNT + "\",\"salt\":\""
                                + hash(id, SALT) + "\",\"type\":\"sms_inbound\",\"sms_inbound\":{\"sms_inbound\":"
                                + sms("74951234567", "Цена?") + "}}"))
                .statusCode(200);

        // Then
        assertThat(received(id).text()).isEqualTo("Цена?");
    }

    @Test
    void oneRequestHoldsMessagesOfSeveralTenantsAndOneBadItemLosesNone() {
        // Given
        String good = item(id, hash(id, SALT), "74951234567", "раз");
        String forged = item(id + "-2", hash(id, SALT), "74951234567", "два");
        String broken = "{\"type\":\"sms_inbound\"}";
        String elsewhere = item(id + "-3", hash(id + "-3", SALT), "74950000000", "три");
        String ofTheOther =
                item(id + "-4", hash(id + "-4", ""), VoximplantTenants.GUARDED_NUMBER.substring(1), "четыре");

        // When
        post(PATH + "?token=" + VoximplantTenants.TOKEN, callbacks(broken, forged, "5", good, elsewhere, ofTheOther))
                .statusCode(200);

        // Then
        assertThat(received(id).text()).isEqualTo("раз");
        assertThat(dialogue.awaitEvent(eventId(id + "-4")).tenant()).isEqualTo(VoximplantTenants.GUARDED);
        assertThat(dialogue.copiesOf(eventId(id + "-2"))).isZero();
    }

    @Test
    void requestOfWrongHashesAloneIsRefused() {
        // When
        post(PATH, callbacks(item(id, hash("other", SALT), "74951234567", "раз")))
                .statusCode(403);
        post(PATH, callbacks(item(id, hash(id, ""), "74951234567", "раз"), item("2", "", "74951234567", "два")))
                .statusCode(403);

        // Then
        assertThat(dialogue.copiesOf(eventId(id))).isZero();
    }

    @Test
    void tokenIsNeededWhereTheTenantHasOne() {
        // Given
        String body = callbacks(item(id, hash(id, ""), VoximplantTenants.GUARDED_NUMBER.substring(1), "раз"));

        // When Then
        post(PATH, body).statusCode(403);
        post(PATH + "?token=guess", body).statusCode(403);
        post(PATH + "?token=" + VoximplantTenants.TOKEN, body).statusCode(200);
        assertThat(received(id).to()).isEqualTo(VoximplantTenants.GUARDED_NUMBER);
    }

    @Test
    void tenantsOwnPathTakesItsOwnMessagesAlone() {
        // Given
        String body = callbacks(item(id, hash(id, SALT), "74951234567", "раз"));

        // When Then
        post("/t/" + VoximplantTenants.GUARDED + PATH, body).statusCode(404);
        post("/t/" + VoximplantTenants.TEXTING + PATH, body).statusCode(200);
        assertThat(received(id).text()).isEqualTo("раз");
    }

    @Test
    void stopIsHeardAlsoFromABlockedNumberAndNothingElseIs() {
        // Given
        String stop = id + "-stop";

        // When
        post(PATH, callbacks(from(DemoTenants.BLOCKED, id, "Привет"), from(DemoTenants.BLOCKED, stop, "Стоп!")))
                .statusCode(200);

        // Then
        assertThat(received(stop).optOut()).isEqualTo(OptOut.STOP);
        assertThat(dialogue.copiesOf(eventId(id))).isZero();
    }

    @Test
    void channelThatIsSwitchedOffTakesNoMessage() {
        // Given
        String marker = id + "-marker";

        // When
        post(
                        PATH,
                        callbacks(
                                item(id, hash(id, SALT), VoximplantTenants.SILENT_NUMBER.substring(1), "раз"),
                                item(marker, hash(marker, SALT), "74951234567", "два")))
                .statusCode(200);

        // Then
        assertThat(received(marker).text()).isEqualTo("два");
        assertThat(dialogue.copiesOf(eventId(id))).isZero();
    }

    @Test
    void otherTypesAreAcknowledgedAndCountedByAKnownName() throws IOException {
        // Given
        double transcriptions = counted("voximplant-transcription_complete");
        double others = counted("voximplant-other");

        // When
        post(PATH, payload("vox-cb-transcription")).statusCode(200);
        post(PATH, payload("vox-cb-transcription").replaceAll("transcription_complete", "made_up_" + id))
                .statusCode(200);

        // Then
        assertThat(counted("voximplant-transcription_complete")).isEqualTo(transcriptions + 1);
        assertThat(counted("voximplant-other")).isEqualTo(others + 1);
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    void badInputIsNamed(String body, String field) {
        post(PATH, body).statusCode(400).contentType("application/problem+json").body("field", equalTo(field));
    }

    static Stream<Arguments> badInputs() {
        return Stream.of(
                arguments("{}", "callbacks"),
                arguments("{\"callbacks\":[]}", "callbacks"),
                arguments("{\"callbacks\":{}}", "callbacks"),
                arguments(
                        "{\"callbacks\":["
                                + IntStream.range(0, 1_001).mapToObj(i -> "0").collect(Collectors.joining(",")) + "]}",
                        "callbacks"),
                arguments("{\"callbacks\":[null]}", "account_id"),
                arguments("{\"callbacks\":[{\"account_id\":{}}]}", "account_id"),
                arguments("{\"callbacks\":[{\"account_id\":7654321}]}", "callback_id"),
                arguments("{\"callbacks\":[{\"account_id\":7654321,\"callback_id\":\"a\\u0000b\"}]}", "callback_id"),
                arguments(
                        "{\"callbacks\":[{\"account_id\":7654321,\"callback_id\":1,\"type\":\"sms_inbound\"}]}",
                        "sms_inbound.source_number"));
    }

    private SmsReceived received(String callbackId) {
        return (SmsReceived) dialogue.awaitEvent(eventId(callbackId)).data();
    }

    private static String eventId(String callbackId) {
        return "sms:voximplant:" + ACCOUNT + ":" + callbackId;
    }

    private double counted(String what) {
        return metrics.counter("offhook.webhooks.ignored", "what", what).count();
    }

    private static ValidatableResponse post(String pathAndQuery, String body) {
        return given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body(body.getBytes(UTF_8))
                .post(pathAndQuery)
                .then();
    }

    private static String callbacks(String... items) {
        return "{\"callbacks\":[" + String.join(",", items) + "]}";
    }

    private static String from(String number, String callbackId, String text) {
        return item(callbackId, hash(callbackId, SALT), "74951234567", text).replace(CUSTOMER, number.substring(1));
    }

    private static String item(String callbackId, String hash, String to, String text) {
        return "{\"callback_id\":\"" + callbackId + "\",\"account_id\":" + ACCOUNT + ",\"hash\":\"" + hash
                + "\",\"type\":\"sms_inbound\",\"sms_inbound\":" + sms(to, text) + "}";
    }

    private static String sms(String to, String text) {
        return "{\"source_number\":\"" + CUSTOMER + "\",\"destination_number\":\"" + to + "\",\"sms_body\":\"" + text
                + "\"}";
    }

    private static String hash(String callbackId, String salt) {
        return CallbackHash.of(salt, ACCOUNT, API_KEY, callbackId);
    }

    private static String payload(String id) throws IOException {
        try (var file = AccountCallbacksTest.class.getResourceAsStream("/vectors/payloads.json")) {
            for (JsonNode payload : new ObjectMapper().readTree(file).path("payloads")) {
                if (payload.path("id").asText().equals(id)) {
                    return payload.path("raw").asText();
                }
            }
        }
        throw new AssertionError("no payload " + id);
    }
}
