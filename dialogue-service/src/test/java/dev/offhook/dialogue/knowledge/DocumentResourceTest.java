package dev.offhook.dialogue.knowledge;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.dialogue.testsupport.Bearer;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(RealKeycloak.class)
class DocumentResourceTest {
    private static final String DOCUMENTS = "/api/tenants/hotel-royal/documents/";
    private static final String RULES = "# Тишина\n\nПосле 23 часов просим не шуметь.";

    @Inject
    Tenants tenants;

    @Inject
    Knowledge knowledge;

    @Inject
    Documents documents;

    private final String name = "правила-" + UUID.randomUUID();

    @BeforeEach
    void tenantIsKnown() {
        Bearer.asAdmin();
        Awaitility.await().until(() -> tenants.bySlug("hotel-royal").isPresent());
    }

    @Test
    void documentIsKeptAsItWasPut() {
        // Given
        put("text/markdown", RULES)
                .then()
                .statusCode(201)
                .body("name", is(name))
                .body("passages", is(1));

        // When
        var response = when().get(DOCUMENTS + name);

        // Then
        response.then().statusCode(200).contentType("text/markdown;charset=utf-8");
        assertThat(new String(response.asByteArray(), StandardCharsets.UTF_8)).isEqualTo(RULES);
        when().get("/api/tenants/hotel-royal/documents").then().body("name", hasItem(name));
    }

    @Test
    void documentIsFoundAtOnce() {
        // Given
        long version = tenants.bySlug("hotel-royal").orElseThrow().version();

        // When
        put("text/plain", "Кальян подают на крыше.");

        // Then
        assertThat(knowledge.search("hotel-royal", version, "есть ли у вас кальян", 3))
                .extracting(Passage::text)
                .contains("Кальян подают на крыше.");
    }

    @Test
    void secondPutReplaces() {
        // Given
        put("text/plain", "старое");

        // When
        var response = put("text/plain", "новое");

        // Then
        response.then().statusCode(200);
        assertThat(new String(when().get(DOCUMENTS + name).asByteArray(), StandardCharsets.UTF_8))
                .isEqualTo("новое");
    }

    @Test
    void deletedDocumentIsGone() {
        // Given
        put("text/plain", "текст");

        // When
        var response = when().delete(DOCUMENTS + name);

        // Then
        response.then().statusCode(204);
        when().get(DOCUMENTS + name).then().statusCode(404).body("field", is("name"));
        when().delete(DOCUMENTS + name).then().statusCode(404);
        when().get("/api/tenants/hotel-royal/documents").then().body("name", not(hasItem(name)));
    }

    @Test
    void tooLargeDocumentIsRefused() {
        // Given
        String text = "a".repeat(1024 * 1024 + 1);

        // When
        var response = put("text/plain", text);

        // Then
        response.then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("field", is("body"))
                .body("detail", containsString("1048576"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "a\0b"})
    void textWithoutTextIsRefused(String text) {
        put("text/plain", text).then().statusCode(400).body("field", is("body"));
    }

    @Test
    void textThatIsNoUtf8IsRefused() {
        // Given
        byte[] windows = "Привет".getBytes(Charset.forName("windows-1251"));

        // When
        var response =
                given().contentType("text/plain;charset=utf-8").body(windows).put(DOCUMENTS + name);

        // Then
        response.then().statusCode(400).contentType("application/problem+json").body("field", is("body"));
    }

    @Test
    void otherCharsetIsRefused() {
        given().header("Content-Type", "text/plain;charset=windows-1251")
                .body("a".getBytes(StandardCharsets.UTF_8))
                .put(DOCUMENTS + name)
                .then()
                .statusCode(400)
                .body("field", is("Content-Type"));
    }

    @Test
    void otherMediaTypeIsRefused() {
        given().contentType("application/json")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .put(DOCUMENTS + name)
                .then()
                .statusCode(415);
    }

    @Test
    void oddNameIsRefused() {
        given().contentType("text/plain;charset=utf-8")
                .body("a".getBytes(StandardCharsets.UTF_8))
                .put(DOCUMENTS + "%2e%2e%20secret")
                .then()
                .statusCode(400)
                .body("field", is("name"));
    }

    @Test
    void unknownTenantIsNotFound() {
        when().get("/api/tenants/nobody/documents").then().statusCode(404).body("field", is("tenant"));
    }

    @Test
    void rolledBackTransactionTakesItsStatementsBack() {
        // Given
        var hotel = tenants.bySlug("hotel-royal").orElseThrow();
        put("text/plain", "Панорамный лифт ходит до 22 часов.");

        // When
        QuarkusTransaction.begin();
        documents.delete(hotel.slug(), hotel.version(), name);
        QuarkusTransaction.rollback();

        // Then
        when().get(DOCUMENTS + name).then().statusCode(200);
    }

    private Response put(String type, String text) {
        return given().contentType(type + ";charset=utf-8")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .put(DOCUMENTS + name);
    }
}
