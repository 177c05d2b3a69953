package dev.offhook.dialogue.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.servers.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** The policy of service-kit, with the tokens of a real Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class AccessTest {
    private final Tokens tokens = RealKeycloak.tokens();

    @ParameterizedTest(name = "{0} of {1}: read {2}, change {3}")
    @CsvSource(textBlock = """
                    admin,  hotel-royal, 200, 200
                    admin,  hr-center,   200, 200
                    admin,  nobody,      200, 200
                    hotel,  hotel-royal, 200, 200
                    hotel,  hr-center,   404, 404
                    hotel,  nobody,      404, 404
                    hotel,  HOTEL-ROYAL, 404, 404
                    hotel,  hotel-roya,  404, 404
                    hr,     hr-center,   200, 200
                    hr,     hotel-royal, 404, 404
                    viewer, hotel-royal, 200, 403
                    viewer, hr-center,   200, 403
                    viewer, nobody,      404, 404
                    """)
    void everyRoleSeesItsTenantsAndChangesWhatItMay(String user, String tenant, int read, int change) {
        // Given
        var token = tokens.of(user);

        // When
        var reading = bearer(token).get("/api/tenants/{tenant}/probe", tenant);
        var changing = bearer(token).put("/api/tenants/{tenant}/probe", tenant);

        // Then
        assertThat(reading.statusCode()).isEqualTo(read);
        assertThat(changing.statusCode()).isEqualTo(change);
        if (read != 200) {
            assertThat(reading.contentType()).startsWith("application/problem+json");
        }
        if (change != 200) {
            assertThat(changing.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void otherTenantsAnswerIsThatOfTenantThatNobodyHas() {
        // Given
        var token = tokens.of("hotel");

        // When
        var others = bearer(token).get("/api/tenants/hr-center/probe").asString();
        var nobodys = bearer(token).get("/api/tenants/nobody/probe").asString();

        // Then
        assertThat(others.replace("hr-center", "nobody")).isEqualTo(nobodys);
    }

    @ParameterizedTest
    @CsvSource({"admin, 204, 200", "hotel, 403, 403", "viewer, 403, 403"})
    void whatBelongsToNoTenantIsForPlatformAdmins(String user, int programmed, int annotated) {
        // Given
        var token = tokens.of(user);

        // When
        var changing = bearer(token).put("/api/probe");
        var reading = bearer(token).get("/api/probe/annotated");

        // Then
        assertThat(changing.statusCode()).isEqualTo(programmed);
        assertThat(reading.statusCode()).isEqualTo(annotated);
        if (annotated == 403) {
            assertThat(reading.contentType()).startsWith("application/problem+json");
        }
    }

    @Test
    void listIsToldItsTenantsAndWhoAsks() {
        bearer(tokens.of("viewer"))
                .get("/api/probe")
                .then()
                .body("subject", equalTo("viewer"))
                .body("all", equalTo(false))
                .body("tenants", contains("hotel-royal", "hr-center"));
        bearer(tokens.of("admin"))
                .get("/api/probe")
                .then()
                .body("subject", equalTo("admin"))
                .body("all", equalTo(true))
                .body("tenants", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/probe",
                "/api/probe/forgetful",
                "/api/nothing-here",
                "//api/probe/forgetful",
                "/api//probe/forgetful",
                "/webhook/../api/probe/forgetful",
                "/%61pi/probe/forgetful"
            })
    void withoutTokenNothingUnderApiAnswers(String path) {
        // When
        var answer = given().urlEncodingEnabled(false).get(path);

        // Then
        answer.then()
                .statusCode(401)
                .contentType(startsWith("application/problem+json"))
                .header("WWW-Authenticate", "Bearer")
                .body("status", equalTo(401))
                .body("detail", containsString("bearer token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Bearer ", "Bearer a.b.c", "Basic aG90ZWw6aG90ZWw=", "Bearer"})
    void whatIsNoTokenIsRefused(String header) {
        given().header("Authorization", header)
                .get("/api/probe")
                .then()
                .statusCode(401)
                .contentType(startsWith("application/problem+json"));
    }

    @Test
    void tokenWithChangedClaimsIsRefused() {
        // Given
        var parts = tokens.of("hotel").split("\\.");
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var changed = claims.replace("tenant-admin", "platform-admin");
        var forged = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];

        // When
        var answer = bearer(forged).get("/api/probe");

        // Then
        assertThat(changed).isNotEqualTo(claims);
        answer.then().statusCode(401).header("WWW-Authenticate", containsString("invalid_token"));
    }

    @Test
    void pageOfServiceStaysOpenWhateverItsCallerSends() {
        given().header("Authorization", "Bearer nonsense").get("/").then().statusCode(200);
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
