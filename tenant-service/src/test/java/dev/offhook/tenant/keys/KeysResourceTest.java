package dev.offhook.tenant.keys;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.servers.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class KeysResourceTest {
    private final Tokens tokens = RealKeycloak.tokens();

    @Inject
    Replicas replicas;

    @ParameterizedTest
    @CsvSource({"hotel, 403", "hr, 403", "viewer, 403", ", 401"})
    void onlyPlatformAdminsMayLookAndRotate(String user, int status) {
        // Given
        RequestSpecification request = user == null ? given() : as(user);

        // Then
        assertThat(request.get("/api/keys").statusCode()).isEqualTo(status);
        assertThat(request.post("/api/keys/rotations").statusCode()).isEqualTo(status);
        assertThat(request.get("/api/keys/rotations/1").statusCode()).isEqualTo(status);
    }

    @Test
    void rotationIsAcceptedAndCanBeFollowed() {
        // Given
        await().atMost(Duration.ofSeconds(20)).until(replicas::current);

        // When
        var begun = as("admin").post("/api/keys/rotations");
        var again = as("admin").post("/api/keys/rotations");

        // Then
        begun.then().statusCode(202).body("step", equalTo("distributing"), "startedBy", equalTo("admin"));
        assertThat(again.header("Location")).isEqualTo(begun.header("Location"));
        as("admin")
                .get(begun.header("Location"))
                .then()
                .statusCode(200)
                .body("key", equalTo(begun.path("key")), "finishedAt", equalTo(null));
        var ring = as("admin").get("/api/keys");
        ring.then()
                .statusCode(200)
                .body("keys[0].id", equalTo(begun.path("key")))
                .body("keys[0].state", equalTo("next"), "keys[0].wrappedBy", equalTo("test"))
                .body("environmentKeys", equalTo(List.of("test")), "sealsWith", notNullValue())
                .body("replicas.service", hasItem("tenant-service"), "rotation", equalTo(begun.path("id")));
        assertThat(ring.asString()).doesNotContain("v1:").doesNotContain("AAECAwQFBgcICQoL");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "99999999999999999999", "x"})
    void rotationThatNeverWasIsNotFound(String id) {
        as("admin")
                .get("/api/keys/rotations/{id}", id)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("field", equalTo("id"), "detail", endsWith("'" + id + "'"));
    }

    private RequestSpecification as(String user) {
        return given().auth().oauth2(tokens.of(user));
    }
}
