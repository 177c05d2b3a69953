package dev.offhook.notification.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.notification.testsupport.Bearer;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.notification.testsupport.Published;
import dev.offhook.notification.testsupport.Requests;
import dev.offhook.notification.testsupport.SmsTenants;
import dev.offhook.notification.testsupport.TwilioRequests;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RelayedDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

/** A database that refuses connections, and one that the network no longer reaches. */
@QuarkusTest
@WithTestResource(RelayedDatabase.class)
@WithTestResource(RealKeycloak.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
@TestProfile(RelayedDatabase.SoonNoticed.class)
class AbsentDatabaseTest {
    private static final String TENANT = "hotel-royal";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String id = "request-" + UUID.randomUUID();

    Consumer<String> database;

    @Inject
    SmsTenants tenants;

    @AfterEach
    void open() {
        database.accept("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "mute"})
    void readersAreToldToComeAgainAndARequestIsSentOnceItIsBack(String how) {
        // Given
        Bearer.as("admin");
        tenants.known(TENANT, true, FakeTwilio.TOKEN);

        // When
        database.accept(how);
        Requests.send(id, TENANT, "thread-" + id, new SmsRequest("+15025550123", null, id, Purpose.REPLY, null));
        var read = given().get("/api/tenants/" + TENANT + "/messages");
        var written = post();

        // Then
        for (var answer : List.of(read, written)) {
            answer.then()
                    .statusCode(503)
                    .contentType(startsWith("application/problem+json"))
                    .header("Retry-After", "2")
                    .body("detail", containsString("database"));
        }

        // When
        database.accept("open");

        // Then
        await().atMost(PATIENCE)
                .until(() -> given().get("/api/tenants/" + TENANT + "/messages").statusCode() == 200);
        Published.outcome(id, Status.SENT);
        assertThat(TwilioRequests.with(id)).hasSize(1);
        assertThat(post().statusCode()).isEqualTo(202);
    }

    private Response post() {
        return given().contentType("application/json")
                .header("Idempotency-Key", id)
                .body(Map.of("tenant", TENANT, "to", "+15025550124", "text", "over HTTP", "purpose", "reply"))
                .post("/api/messages");
    }
}
