package dev.offhook.dialogue.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import dev.offhook.dialogue.testsupport.Bearer;
import dev.offhook.dialogue.testsupport.Clinic;
import dev.offhook.dialogue.testsupport.Told;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RelayedDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

/** A database that refuses connections, and one that the network no longer reaches. */
@QuarkusTest
@WithTestResource(RelayedDatabase.class)
@WithTestResource(RealKeycloak.class)
@TestProfile(RelayedDatabase.SoonNoticed.class)
class AbsentDatabaseTest {
    private static final String PATH = "/api/tenants/clinic/conversations";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Consumer<String> database;

    @Inject
    Told told;

    @Inject
    Clinic clinic;

    @AfterEach
    void open() {
        database.accept("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "mute"})
    void readersAreToldToComeAgainAndServedOnceItIsBack(String how) {
        // Given
        Bearer.asAdmin();
        clinic.open();
        // The pool may still hold connections that were cut by the test before.
        String call = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> told.call(Clinic.SLUG, "+79160000001", Instant.now()), Objects::nonNull);

        // When
        database.accept(how);

        // Then
        expectUnavailable(PATH);
        expectUnavailable(PATH + "/" + call);

        // When
        database.accept("open");

        // Then
        await().atMost(PATIENCE).until(() -> given().get(PATH).statusCode() == 200);
        given().get(PATH + "/" + call).then().statusCode(200);
    }

    private static void expectUnavailable(String path) {
        given().get(path)
                .then()
                .statusCode(503)
                .contentType(startsWith("application/problem+json"))
                .header("Retry-After", "2")
                .body("detail", containsString("database"));
    }
}
