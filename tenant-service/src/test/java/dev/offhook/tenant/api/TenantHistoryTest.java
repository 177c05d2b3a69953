package dev.offhook.tenant.api;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offhook.events.CloudEventHeaders;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.testsupport.TenantsApi;
import dev.offhook.tenant.testsupport.TenantsTopic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.offhook.tenant.testsupport.TenantsApi.as;
import static dev.offhook.tenant.testsupport.TenantsApi.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

/** Versions, the audit trail and secrets. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class TenantHistoryTest {
    @Inject
    EntityManager entities;

    @Test
    void rollBackBringsTheWordsBackAndNothingThatIsNotVersioned() {
        // Given
        var first = document(post(TenantsApi.longTenant("back")));
        var second = first.deepCopy().put("plan", "free");
        second.withObject("/assistant").put("greeting", "Другие слова");
        second.withObject("/limits").putArray("blocked").add("+74957654321");
        put("back", 1, second);
        secret("back", "twilio.auth-token", "another-secret-4321");
        // When
        var answer = as("admin").header("If-Match", "\"3\"").post("/api/tenants/back/versions/1/rollback");
        // Then
        answer.then()
                .statusCode(200)
                .header("ETag", "\"4\"")
                .body("version", equalTo(3))
                .body("document.assistant.greeting", equalTo("Добрый день!"))
                .body("document.plan", equalTo("free"))
                .body("document.limits.blocked", equalTo(List.of("+74957654321")))
                .body("secrets.'twilio.auth-token'.last4", equalTo("4321"));
        as("admin")
                .get("/api/tenants/back/versions/1")
                .then()
                .body("document.plan", nullValue())
                .body("document.limits.blocked", empty())
                .body("document.secrets", nullValue());
        as("admin").get("/api/tenants/back/versions/9").then().statusCode(404).body("field", equalTo("version"));
    }

    @Test
    void planAndBlockListAreNoVersionAndStillPublished() {
        // Given
        var document = document(post(TenantsApi.longTenant("planned")));
        // When
        var answer = put("planned", 1, document.put("plan", "free"));
        // Then
        answer.then().statusCode(200).header("ETag", "\"2\"").body("version", equalTo(1));
        assertThat(TenantsTopic.of(2, "planned"))
                .extracting(message -> CloudEventHeaders.get(message.headers(), "ce_id"))
                .containsExactly("tenant:planned:1", "tenant:planned:1:2");
        as("admin")
                .get("/api/tenants/planned/audit")
                .then()
                .body("entries[0].detail", equalTo("plan premium to free"))
                .body("entries[0].author", equalTo("admin"))
                .body("entries[0].origin", equalTo("API"));
    }

    @Test
    void versionsGoOnWhereTheyEnded() {
        // Given
        var document = document(post(TenantsApi.tenant("often")));
        for (int i = 1; i < 4; i++) {
            put("often", i, document.deepCopy().put("name", "Name " + i));
        }
        // When
        var page = as("admin").queryParam("limit", 2).get("/api/tenants/often/versions");
        // Then
        page.then().body("versions.version", equalTo(List.of(4, 3))).body("next", equalTo(3));
        as("admin")
                .queryParam("before", 3)
                .get("/api/tenants/often/versions")
                .then()
                .body("versions.version", equalTo(List.of(2, 1)))
                .body("next", nullValue());
    }

    @Test
    void entryInFrontOfAListIsOneChange() {
        // Given
        var document = document(post(TenantsApi.longTenant("rules")));
        // When
        document.withObject("/assistant")
                .withArray("knowledge")
                .insertObject(0)
                .put("id", "sauna")
                .put("answer", "Есть.")
                .putArray("questions")
                .add("Есть сауна?");
        put("rules", 1, document);
        // Then
        as("admin")
                .get("/api/tenants/rules/versions")
                .then()
                .body("versions[0].changes", hasSize(1))
                .body("versions[0].changes[0].path", equalTo("assistant.knowledge[sauna]"))
                .body("versions[0].changes[0].from", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update audit_entry set author = 'nobody'", "delete from audit_entry", "truncate audit_entry"})
    void databaseKeepsTheTrailAsItIs(String statement) {
        // Given
        post(TenantsApi.tenant("audited"));
        // When
        var changing = assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                .run(() -> entities.createNativeQuery(statement).executeUpdate()));
        // Then
        changing.hasMessageContaining("the audit trail is never changed");
        as("admin").delete("/api/tenants/audited/audit").then().statusCode(is(oneOf(404, 405)));
        as("admin").body("{}").put("/api/tenants/audited/audit").then().statusCode(is(oneOf(404, 405)));
    }

    @Test
    void secretIsNeverReadBack() {
        // Given
        var tenant = TenantsApi.tenant("silent");
        post(tenant);
        // When
        secret("silent", "llm.api-key", "sk-a-key-that-nobody-may-see")
                .then()
                .statusCode(200)
                .body("last4", equalTo("-see"));
        secret("silent", "llm.short", "short").then().statusCode(200).body("last4", nullValue());
        // Then
        for (String path : List.of("", "/secrets", "/versions", "/versions/1", "/audit", "/export")) {
            as("admin")
                    .get("/api/tenants/silent" + path)
                    .then()
                    .statusCode(200)
                    .body(not(containsString("nobody-may-see")));
        }
        as("admin").get("/api/tenants/silent/secrets/llm.api-key").then().statusCode(is(oneOf(404, 405)));
        assertThat(TenantsTopic.of(3, "silent"))
                .noneMatch(message -> message.value().contains("nobody-may-see"));
        assertThat(dump()).doesNotContain("nobody-may-see");
        as("admin")
                .get("/api/tenants/silent")
                .then()
                .body("version", equalTo(1))
                .body("revision", equalTo(3));
    }

    @Test
    void secretThatAChannelNeedsStays() {
        // Given
        post(TenantsApi.tenant("needy"));
        secret("needy", "llm.api-key", "sk-1234567890");
        // When
        var needed = as("admin").delete("/api/tenants/needy/secrets/twilio.auth-token");
        // Then
        needed.then()
                .statusCode(400)
                .body("field", equalTo("secrets.twilio.auth-token"))
                .body("errors.kind", hasItem("SECRET_MISSING"));
        as("admin").delete("/api/tenants/needy/secrets/llm.api-key").then().statusCode(204);
        as("admin").delete("/api/tenants/needy/secrets/llm.api-key").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"value\": \"\"}", "{\"value\": 5}", "{}", "[]", "{\"value\": \"\\u0000\"}", "nonsense", ""})
    void badSecretIsNamedAndNotShown(String body) {
        // Given
        post(TenantsApi.tenant("strict"));
        // When
        var answer = as("admin").body(body).put("/api/tenants/strict/secrets/llm.api-key");
        // Then
        answer.then().statusCode(400).body("field", not(nullValue()));
    }

    private String dump() {
        return QuarkusTransaction.requiringNew().call(() -> {
            var text = new StringBuilder();
            for (String table : List.of(
                    "tenant",
                    "tenant_version",
                    "audit_entry",
                    "tenant_secret",
                    "idempotent_create",
                    "outbox_message")) {
                text.append(entities.createNativeQuery("select cast(t as text) from " + table + " t", String.class)
                        .getResultList());
            }
            return text.toString();
        });
    }

    private static Response post(ObjectNode tenant) {
        return as("admin").body(tenant.toString()).post("/api/tenants");
    }

    private static Response put(String slug, long revision, ObjectNode document) {
        return as("admin")
                .header("If-Match", "\"" + revision + "\"")
                .body(document.toString())
                .put("/api/tenants/" + slug);
    }

    private static Response secret(String slug, String name, String value) {
        return as("admin").body("{\"value\": \"" + value + "\"}").put("/api/tenants/" + slug + "/secrets/" + name);
    }
}
