package dev.offhook.webhook.testcall;

import jakarta.inject.Inject;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import dev.offhook.webhook.testsupport.ScriptedDialogue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class TestCallsResourceTest {
    private static final String CALL = "00000000-0000-0000-0000-000000000001";

    @Inject
    DemoTenants tenants;

    @Inject
    ScriptedDialogue dialogue;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void aCallBeginsWithTheGreetingAndGoesOn() {
        // Given
        var begun = step("hr", "hr-center", "{}").statusCode(200);
        String call = begun.extract().path("call");
        String conversation = begun.extract().path("conversation");

        // When
        var said = step("hr", "hr-center", "{\"call\":\"%s\",\"turn\":1,\"words\":\"Хочу учиться\"}".formatted(call));

        // Then
        begun.body("response", startsWith("Добро пожаловать!"))
                .body("turn", equalTo(1))
                .body("action", equalTo("listen"));
        assertThat(conversation).isEqualTo("test:hr-center." + call);
        said.statusCode(200)
                .body("response", equalTo("Вы сказали: Хочу учиться"))
                .body("turn", equalTo(2));
        assertThat(dialogue.awaitEvent(conversation + ":0:CallStarted").data())
                .isInstanceOfSatisfying(
                        CallStarted.class, started -> assertThat(started.to()).isEqualTo(DemoTenants.HR_NUMBER));
    }

    @Test
    void theSameTurnTwiceHasOneEffect() {
        // Given
        String call = step("hr", "hr-center", "{}").extract().path("call");
        String body = "{\"call\":\"%s\",\"turn\":1,\"words\":\"да\"}".formatted(call);

        // When
        step("hr", "hr-center", body).statusCode(200);
        step("hr", "hr-center", body).statusCode(200).body("response", equalTo("Вы сказали: да"));

        // Then
        assertThat(dialogue.eventsOf("test:hr-center." + call))
                .extracting(envelope -> envelope.id())
                .containsOnly("test:hr-center." + call + ":0:CallStarted", "test:hr-center." + call + ":1:CallerSpoke");
    }

    @Test
    void hangingUpEndsTheCall() {
        // Given
        String call = step("hr", "hr-center", "{}").extract().path("call");

        // When
        given().header("Authorization", bearer("hr"))
                .delete("/api/tenants/hr-center/test-calls/" + call)
                .then()
                .statusCode(204);

        // Then
        assertThat(dialogue.awaitEvent("test:hr-center." + call + ":CallEnded").data())
                .isInstanceOf(CallEnded.class);
    }

    @Test
    void anActionThatEndsTheCallLeavesNoNextTurn() {
        String call = step("hr", "hr-center", "{}").extract().path("call");
        step("hr", "hr-center", "{\"call\":\"%s\",\"turn\":1,\"words\":\"пока\"}".formatted(call))
                .body("action", equalTo("hangup"))
                .body("turn", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call | {\"call\":\"../x\",\"turn\":1} | none of ours",
                "turn | {\"call\":\"" + CALL + "\"} | is no number of a turn",
                "turn | {\"call\":\"" + CALL + "\",\"turn\":0} | is no number of a turn",
                "keys | {\"call\":\"" + CALL + "\",\"turn\":1,\"keys\":\"abc\"} | 1 to 64 of 0-9"
            })
    void whatIsWrongIsNamed(String field, String body, String detail) {
        step("hr", "hr-center", body)
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail", containsString(detail));
    }

    @Test
    void onlyWhoMayChangeTheTenantCalls() {
        step("hr", "hotel-royal", "{}").statusCode(404);
        step("viewer", "hotel-royal", "{}").statusCode(403);
        given().contentType("application/json")
                .body("{}")
                .post("/api/tenants/hr-center/test-calls")
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse step(String user, String slug, String body) {
        return given().header("Authorization", bearer(user))
                .contentType("application/json")
                .body(body)
                .post("/api/tenants/" + slug + "/test-calls")
                .then();
    }

    private static String bearer(String user) {
        return "Bearer " + RealKeycloak.tokens().of(user);
    }
}
