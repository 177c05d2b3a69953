package dev.offhook.webhook.testcall;

import jakarta.inject.Inject;

import dev.offhook.servers.RealServers;
import dev.offhook.webhook.testsupport.DemoTenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(RealServers.class)
class TestCallTest {
    @Inject
    DemoTenants tenants;

    @BeforeEach
    void tenantsAreKnown() {
        tenants.awaitKnown();
    }

    @Test
    void seedsBodyIsAnswered() {
        post("{\"From\":\"+1234567890\",\"Body\":\"Хочу выбрать профессию\",\"To\":\"\",\"CallSid\":\"test\"}")
                .statusCode(200)
                .body("response", equalTo("Вы сказали: Хочу выбрать профессию"))
                .body("tenant", equalTo("hr-center"))
                .body("conversation", equalTo("test:test"));
    }

    @Test
    void unknownNumberIsNamed() {
        post("{\"Body\":\"да\",\"To\":\"+15005559999\"}").statusCode(404).body("field", equalTo("To"));
    }

    @Test
    void brokenJsonIsNamed() {
        post("{\"Body\":").statusCode(400).body("detail", containsString("does not read"));
        post("null").statusCode(400);
    }

    @Test
    void withoutTheTokenNobodyGetsIn() {
        given().body("{}").post("/test/call").then().statusCode(401);
        given().header("Authorization", "Bearer wrong")
                .body("{}")
                .post("/test/call")
                .then()
                .statusCode(401);
    }

    @Test
    void aboutAndStatusAnswer() {
        given().get("/").then().statusCode(200).body("name", equalTo("Offhook"));
        // The other services are not there in this test.
        given().get("/status").then().statusCode(503).body("services.webhook", equalTo("UP"));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .header("Authorization", "Bearer only-for-tests")
                .body(body)
                .post("/test/call")
                .then();
    }
}
