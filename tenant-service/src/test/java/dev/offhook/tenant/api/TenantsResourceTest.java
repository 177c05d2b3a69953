package dev.offhook.tenant.api;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.TenantsApi;
import dev.offhook.tenant.testsupport.TenantsTopic;
import dev.offhook.tenant.testsupport.TenantsYaml;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static dev.offhook.tenant.testsupport.TenantsApi.as;
import static dev.offhook.tenant.testsupport.TenantsApi.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class TenantsResourceTest {
    @Inject
    EntityManager entities;

    @Test
    void createdTenantIsReadAsItWasWritten() {
        // Given
        var tenant = TenantsApi.longTenant("created");
        // When
        var answer = post(tenant);
        // Then
        answer.then()
                .statusCode(201)
                .header("Location", endsWith("/api/tenants/created"))
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("secrets.'twilio.auth-token'.last4", equalTo("-see"))
                .body("document.channels[2].greeting", equalTo("Здравствуйте!"))
                .body("document.hours.week[0].from", equalTo("09:00:00"))
                .body(not(containsString(TenantsYaml.SECRET)));
        var read = as("admin").get("/api/tenants/created");
        assertThat(document(read)).isEqualTo(document(answer));
        assertThat(TenantsTopic.of(1, "created").getFirst().value()).contains("\"retentionDays\":90");
    }

    @Test
    void documentThatIsSentBackChangesNothing() {
        // Given
        var before = post(TenantsApi.longTenant("same-again"));
        // When
        var answer = put("same-again", "\"1\"", document(before));
        // Then
        answer.then().statusCode(200).header("ETag", "\"1\"");
        assertThat(document(answer)).isEqualTo(document(before));
    }

    @Test
    void changeIsANewVersionAndRevision() {
        // Given
        var document = document(post(TenantsApi.tenant("renamed")));
        // When
        var answer = put("renamed", "\"1\"", document.put("name", "Гранд-отель «Волга»"));
        // Then
        answer.then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2))
                .body("document.name", equalTo("Гранд-отель «Волга»"));
        as("admin")
                .get("/api/tenants/renamed/versions")
                .then()
                .body("versions[0].author", equalTo("admin"))
                .body("versions[0].changes[0].path", equalTo("name"))
                .body("versions[0].changes[0].from", equalTo("Business renamed"))
                .body("versions[0].changes[0].to", equalTo("Гранд-отель «Волга»"));
    }

    @Test
    void secondOfTwoWritersIsToldTheTagOfTheFirst() {
        // Given
        var document = document(post(TenantsApi.tenant("contested")));
        // When
        var answers = atOnce(List.of(
                () -> put("contested", "\"1\"", document.deepCopy().put("name", "One")),
                () -> put("contested", "\"1\"", document.deepCopy().put("name", "Two"))));
        // Then
        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);
        answers.stream().filter(answer -> answer.statusCode() == 412).forEach(answer -> answer.then()
                .contentType(startsWith("application/problem+json"))
                .header("ETag", "\"2\"")
                .body("field", equalTo("If-Match")));
    }

    @Test
    void changeWithoutATagIsRefused() {
        // Given
        var document = document(post(TenantsApi.tenant("untagged")));
        // When
        var without = as("admin").body(document.toString()).put("/api/tenants/untagged");
        // Then
        without.then().statusCode(428).body("field", equalTo("If-Match"));
        put("untagged", "\"x\"", document).then().statusCode(400).body("field", equalTo("If-Match"));
    }

    @Test
    void numberThatTwoTenantsWantGoesToOne() {
        // Given
        String number = TenantsApi.number();
        var tenants = IntStream.range(0, 4)
                .mapToObj(i -> TenantsYaml.tenant("rival-" + i, number))
                .toList();
        // When
        var answers = atOnce(tenants.stream()
                .<Callable<Response>>map(yaml -> () -> as("admin")
                        .contentType("application/yaml")
                        .body("tenants:\n" + yaml)
                        .post("/api/tenants/import"))
                .toList());
        // Then
        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409, 409, 409);
        answers.stream().filter(answer -> answer.statusCode() == 409).forEach(answer -> answer.then()
                .body("field", equalTo("channels[0].numbers"))
                .body("errors[0].kind", equalTo("NUMBER_TAKEN"))
                .body(not(containsString("rival-")))
                .body(not(containsString(number))));
    }

    @Test
    void sameKeyCreatesOneTenant() {
        // Given
        var tenant = TenantsApi.tenant("once");
        // When
        var answers = atOnce(List.of(() -> keyed("key-of-once", tenant), () -> keyed("key-of-once", tenant)));
        // Then
        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 201);
        assertThat(document(answers.get(0))).isEqualTo(document(answers.get(1)));
        keyed("key-of-once", TenantsApi.tenant("twice"))
                .then()
                .statusCode(409)
                .body("field", equalTo("Idempotency-Key"));
        keyed("another-key", tenant).then().statusCode(409).body("errors[0].kind", equalTo("SLUG_TAKEN"));
    }

    @Test
    void deletedTenantLeavesATombstoneAndItsTrail() {
        // Given
        post(TenantsApi.tenant("leaving"));
        // When
        var answer = as("admin").header("If-Match", "\"1\"").delete("/api/tenants/leaving");
        // Then
        answer.then().statusCode(204);
        as("admin").get("/api/tenants/leaving").then().statusCode(404);
        assertThat(TenantsTopic.of(2, "leaving").getLast().value()).isNull();
        as("admin")
                .get("/api/tenants/leaving/audit")
                .then()
                .statusCode(200)
                .body("entries.action", equalTo(List.of("DELETED", "CREATED")));
        // A slug that comes back goes on counting: nobody takes the new tenant for an old version.
        post(TenantsApi.tenant("leaving")).then().statusCode(201).body("version", equalTo(2));
    }

    @Test
    void exportedTenantIsImportedAsItWas() {
        // Given
        var before = post(TenantsApi.longTenant("moving"));
        String yaml = as("admin").get("/api/tenants/moving/export").asString();
        as("admin")
                .header("If-Match", "\"1\"")
                .delete("/api/tenants/moving")
                .then()
                .statusCode(204);
        // When
        var answer = as("admin")
                .contentType("application/yaml")
                .body(yaml + "secrets: {twilio.auth-token: \"0123456789-next\"}\n")
                .post("/api/tenants/import");
        // Then
        answer.then().statusCode(201);
        assertThat(yaml).doesNotContain("secret").contains("Здравствуйте!");
        assertThat(document(answer)).isEqualTo(document(before));
    }

    @Test
    void importReplacesAndKeepsSecrets() {
        // Given
        post(TenantsApi.tenant("imported"));
        String yaml = as("admin").get("/api/tenants/imported/export").asString();
        // When
        var answer = as("admin")
                .contentType("application/yaml")
                .body(yaml.replace("Business imported", "Imported"))
                .post("/api/tenants/import");
        // Then
        answer.then()
                .statusCode(200)
                .body("document.name", equalTo("Imported"))
                .body("secrets.'twilio.auth-token'.last4", equalTo("-see"));
    }

    @Test
    void listGoesOnWhereItEndedAndFinds() {
        // Given
        IntStream.range(0, 3).forEach(i -> post(TenantsApi.tenant("page-" + i).put("name", "Стра_ница " + i)));
        // When
        var first =
                as("admin").queryParam("q", "стра_ница").queryParam("limit", 2).get("/api/tenants");
        // Then
        first.then()
                .statusCode(200)
                .body("tenants.slug", equalTo(List.of("page-0", "page-1")))
                .body("tenants[0].channels", equalTo(List.of("twilio-voice", "twilio-sms")))
                .body("next", equalTo("page-1"));
        as("admin")
                .queryParam("q", "стра_ница")
                .queryParam("after", "page-1")
                .get("/api/tenants")
                .then()
                .body("tenants.slug", equalTo(List.of("page-2")));
    }

    @Test
    void thousandTenantsAreListedSoon() {
        // Given
        post(TenantsApi.longTenant("many-0"));
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("""
                        insert into tenant (slug, version, revision, configuration, created_at, updated_at)
                        select 'many-' || i, 1, 1,
                               jsonb_set(configuration, '{slug}', to_jsonb('many-' || i)), created_at, updated_at
                        from tenant, generate_series(1, 1000) i where slug = 'many-0'
                        """).executeUpdate());
        // When
        long fastest = IntStream.range(0, 15)
                .mapToLong(i ->
                        as("admin").queryParam("limit", 200).get("/api/tenants").time())
                .min()
                .orElseThrow();
        // Then
        var answer = as("admin").queryParam("q", "many-999").get("/api/tenants");
        QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery("delete from tenant where slug like 'many-%'")
                        .executeUpdate());
        assertThat(fastest).isLessThan(200);
        answer.then().body("tenants.slug", hasItem("many-999"));
    }

    @Test
    void openApiDescribesTheTenants() {
        as("admin")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/api/tenants/{slug}'.put.summary", containsString("Replace"))
                .body("components.schemas.TenantDocument.properties.retentionDays.type", equalTo("integer"));
    }

    private static Response post(ObjectNode tenant) {
        return as("admin").body(tenant.toString()).post("/api/tenants");
    }

    private static Response keyed(String key, ObjectNode tenant) {
        return as("admin")
                .header("Idempotency-Key", key)
                .body(tenant.toString())
                .post("/api/tenants");
    }

    private static Response put(String slug, String tag, ObjectNode document) {
        return as("admin").header("If-Match", tag).body(document.toString()).put("/api/tenants/" + slug);
    }

    private static List<Response> atOnce(List<Callable<Response>> requests) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(requests).stream()
                    .map(answer -> answer.resultNow())
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
