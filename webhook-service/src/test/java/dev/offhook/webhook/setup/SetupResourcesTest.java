package dev.offhook.webhook.setup;

import java.util.List;

import jakarta.inject.Inject;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** Who gets what is generated, and what it is. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class SetupResourcesTest {
    private static final String HOTEL = "/api/tenants/hotel-royal/";
    private static final String HR = "/api/tenants/hr-center/";

    @Inject
    DemoTenants tenants;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void scenarioIsTheTenants() {
        get("hotel", HOTEL + "voximplant/scenario?mode=voice")
                .statusCode(200)
                .contentType(startsWith("text/javascript"))
                .body(allOf(
                        containsString("require(Modules.ASR);"),
                        containsString("\"slug\" : \"hotel-royal\""),
                        containsString("\"transport\" : \"webhook\""),
                        containsString("Извините, повторите, пожалуйста."),
                        containsString("/webhook/voximplant\"")));
    }

    @Test
    void greetingModeAndSocketCanBeChosen() {
        get("hotel", HOTEL + "voximplant/scenario?mode=greeting")
                .statusCode(200)
                .body(containsString("Добро пожаловать!"))
                .body(not(containsString("httpRequestAsync")));
        get("hotel", HOTEL + "voximplant/scenario?transport=stream")
                .statusCode(200)
                .body(containsString("\"transport\" : \"stream\""));
    }

    @ParameterizedTest
    @CsvSource({
        "mode, mode=video, mode is not known; it is voice or greeting",
        "transport, transport=pigeon, transport is not known; it is webhook or stream"
    })
    void badChoiceIsNamed(String field, String query, String detail) {
        get("hotel", HOTEL + "voximplant/scenario?" + query)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("detail", equalTo(detail));
    }

    @Test
    void fallbackIsTwiml() {
        get("hr", HR + "twilio/fallback")
                .statusCode(200)
                .contentType(startsWith("text/xml"))
                .body(equalTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say voice=\"Polly.Tatyana\""
                        + " language=\"ru-RU\">Перезвоните, пожалуйста, позже.</Say><Hangup/></Response>"));
    }

    @Test
    void addressesNameWhatToPaste() {
        get("hr", HR + "webhooks")
                .statusCode(200)
                .body("tenant", equalTo("hr-center"))
                .body("channels.kind", equalTo(List.of("twilio-voice", "twilio-sms")))
                .body("channels[0].numbers", equalTo(List.of(DemoTenants.HR_NUMBER)))
                .body("channels[0].addresses.name", hasItems("voice", "fallback", "status", "relay"))
                .body(
                        "channels[0].addresses[0].url",
                        equalTo("http://localhost:8080/webhook/call#ct=2000&rt=15000&tt=15000&rc=2&rp=ct,5xx"))
                .body(
                        "channels[0].addresses[0].tenantUrl",
                        startsWith("http://localhost:8080/t/hr-center/webhook/call#"))
                .body("channels[0].addresses[1].url", equalTo("http://localhost:8080/webhook/fallback"))
                .body("channels[0].addresses[3].url", equalTo("ws://localhost:8080/webhook/relay"))
                .body("channels[1].addresses.name", equalTo(List.of("messaging", "message-status")));
        get("hotel", HOTEL + "webhooks")
                .body("channels[0].addresses.name", equalTo(List.of("scenario", "stream", "account")))
                .body(
                        "channels[0].addresses[1].url",
                        equalTo("ws://localhost:8080/webhook/voximplant/stream?tenant=hotel-royal"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"voximplant/scenario", "twilio/fallback", "webhooks"})
    void othersTenantsAreNotThere(String what) {
        get("hr", HOTEL + what).statusCode(404).body("field", equalTo("tenant"));
        get("admin", "/api/tenants/nobody/" + what).statusCode(404).body("field", equalTo("tenant"));
        given().get(HOTEL + what).then().statusCode(401);
    }

    @Test
    void channelThatIsNotThereIsNamed() {
        get("hotel", HOTEL + "twilio/fallback").statusCode(404).body("detail", containsString("twilio-voice"));
        get("hr", HR + "voximplant/scenario").statusCode(404).body("detail", containsString("voximplant-voice"));
    }

    private static ValidatableResponse get(String user, String path) {
        return given().header("Authorization", "Bearer " + RealKeycloak.tokens().of(user))
                .get(path)
                .then();
    }
}
