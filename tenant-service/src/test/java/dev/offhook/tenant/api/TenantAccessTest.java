package dev.offhook.tenant.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.TenantsApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.offhook.tenant.testsupport.TenantsApi.as;
import static dev.offhook.tenant.testsupport.TenantsApi.document;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;

/** Who may do what; the tokens are those of a real Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class TenantAccessTest {

    @BeforeEach
    void twoTenants() {
        TenantsApi.existing("hotel-royal");
        TenantsApi.existing("hr-center");
    }

    // hotel is the admin of hotel-royal, hr of hr-center; viewer reads both. Where a change is allowed it is refused
    // for
    // its missing If-Match (428) or body (400), so that the table changes nothing.
    @ParameterizedTest(name = "{0} {1}: admin {2}, hotel {3}, viewer {4}, hr {5}, nobody {6}")
    @CsvSource(textBlock = """
            GET,    /hotel-royal,                     200, 200, 200, 404, 401
            GET,    /hotel-royal/export,              200, 200, 200, 404, 401
            GET,    /hotel-royal/versions,            200, 200, 200, 404, 401
            GET,    /hotel-royal/versions/1,          200, 200, 200, 404, 401
            GET,    /hotel-royal/audit,               200, 200, 200, 404, 401
            GET,    /hotel-royal/secrets,             200, 200, 200, 404, 401
            PUT,    /hotel-royal,                     428, 428, 403, 404, 401
            POST,   /hotel-royal/versions/1/rollback, 428, 428, 403, 404, 401
            PUT,    /hotel-royal/secrets/llm.api-key, 400, 400, 403, 404, 401
            DELETE, /hotel-royal/secrets/unknown,     404, 404, 403, 404, 401
            DELETE, /hotel-royal,                     428, 403, 403, 404, 401
            POST,   '',                               400, 403, 403, 403, 401
            GET,    /nowhere,                         404, 404, 404, 404, 401
            PUT,    /nowhere,                         404, 404, 404, 404, 401
            DELETE, /nowhere,                         404, 404, 404, 404, 401
            GET,    /nowhere/versions,                404, 404, 404, 404, 401
            GET,    /nowhere/audit,                   404, 404, 404, 404, 401
            PUT,    /nowhere/secrets/llm.api-key,     404, 404, 404, 404, 401
            """)
    void everyoneMayWhatTheirRoleAllows(
            String method, String path, int admin, int hotel, int viewer, int hr, int nobody) {
        String url = "/api/tenants" + path;
        boolean hasBody = !method.equals("GET") && !method.equals("DELETE");
        assertThat(status("admin", method, url, hasBody)).isEqualTo(admin);
        assertThat(status("hotel", method, url, hasBody)).isEqualTo(hotel);
        assertThat(status("viewer", method, url, hasBody)).isEqualTo(viewer);
        assertThat(status("hr", method, url, hasBody)).isEqualTo(hr);
        assertThat(given().contentType("application/json").request(method, url).statusCode())
                .isEqualTo(nobody);
    }

    @Test
    void foreignTenantIsNotThere() {
        // When
        var foreign = as("hr").get("/api/tenants/hotel-royal").asString();
        var unknown = as("hr").get("/api/tenants/nowhere").asString();
        // Then
        assertThat(foreign.replace("hotel-royal", "nowhere")).isEqualTo(unknown);
    }

    @Test
    void listShowsOnesOwn() {
        as("hotel").get("/api/tenants").then().body("tenants.slug", everyItem(equalTo("hotel-royal")));
        as("viewer").get("/api/tenants").then().body("tenants.slug", everyItem(oneOf("hotel-royal", "hr-center")));
        as("admin").get("/api/tenants").then().body("tenants.slug", hasItem("hr-center"));
    }

    @Test
    void planTakesAPlatformAdmin() {
        // Given
        var answer = TenantsApi.existing("hotel-royal");
        var document = document(answer);
        String tag = answer.header("ETag");
        // When
        var changed = as("hotel")
                .header("If-Match", tag)
                .body(document.deepCopy().put("plan", "free").toString())
                .put("/api/tenants/hotel-royal");
        // Then
        changed.then().statusCode(403);
        as("hotel")
                .contentType("application/yaml")
                .body(as("hotel")
                        .get("/api/tenants/hotel-royal/export")
                        .asString()
                        .replace("premium", "free"))
                .post("/api/tenants/import")
                .then()
                .statusCode(403);
        as("hotel")
                .header("If-Match", tag)
                .body(document.put("name", "By its admin " + tag.length()).toString())
                .put("/api/tenants/hotel-royal")
                .then()
                .statusCode(200);
    }

    @Test
    void importTellsNothingOfAForeignTenant() {
        // Given
        String foreign = as("admin").get("/api/tenants/hotel-royal/export").asString();
        // When
        var known = as("hr").contentType("application/yaml").body(foreign).post("/api/tenants/import");
        var unknown = as("hr").contentType("application/yaml")
                .body(foreign.replace("hotel-royal", "nowhere"))
                .post("/api/tenants/import");
        // Then
        assertThat(known.statusCode()).isEqualTo(403);
        assertThat(known.asString()).isEqualTo(unknown.asString()).doesNotContain("hotel-royal");
    }

    @Test
    void numberOfAForeignTenantIsTakenByNobodyKnown() {
        // Given
        var hotel = document(TenantsApi.existing("hotel-royal"));
        var answer = TenantsApi.existing("hr-center");
        var document = document(answer);
        String number = hotel.at("/channels/0/numbers/0").textValue();
        ((ObjectNode) document.at("/channels/0")).putArray("numbers").add(number);
        // When
        var claim = as("hr").header("If-Match", answer.header("ETag"))
                .body(document.toString())
                .put("/api/tenants/hr-center");
        // Then
        claim.then().statusCode(409).body("field", equalTo("channels[0].numbers"));
        assertThat(claim.asString()).doesNotContain("hotel").doesNotContain(number);
    }

    private static int status(String user, String method, String url, boolean hasBody) {
        var request = as(user);
        return (hasBody ? request.body("{}") : request).request(method, url).statusCode();
    }
}
