package dev.offhook.tenant.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.offhook.servers.RealKeycloak;
import dev.offhook.servers.RelayedDatabase;
import dev.offhook.tenant.testsupport.Browser;
import dev.offhook.tenant.testsupport.TenantsApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.offhook.tenant.testsupport.TenantsApi.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** A database that refuses connections, and one that the network no longer reaches. */
@QuarkusTest
@WithTestResource(RelayedDatabase.class)
@WithTestResource(RealKeycloak.class)
@TestProfile(RelayedDatabase.SoonNoticed.class)
class AbsentDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Consumer<String> database;

    @TestHTTPResource("/")
    URI home;

    @AfterEach
    void open() {
        database.accept("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "mute"})
    void requestsAreToldToComeAgainAndServedOnceItIsBack(String how) {
        // Given
        var user = new Browser(home, "en");
        assertThat(user.login("admin", "/console").status()).isEqualTo(200);
        String tenant = TenantsApi.tenant("away-" + how).toString();

        // When
        database.accept(how);
        var read = as("admin").get("/api/tenants");
        var written = as("admin").body(tenant).post("/api/tenants");
        var page = user.get("/console");

        // Then
        for (var answer : List.of(read, written)) {
            answer.then()
                    .statusCode(503)
                    .contentType(startsWith("application/problem+json"))
                    .header("Retry-After", "2")
                    .body("title", equalTo("unavailable"))
                    .body("detail", containsString("database"));
        }
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.page().text()).contains("database").doesNotContain("Exception");

        // When
        database.accept("open");

        // Then
        await().atMost(PATIENCE).until(() -> as("admin").get("/api/tenants").statusCode() == 200);
        assertThat(as("admin").get("/api/tenants/away-" + how).statusCode()).isEqualTo(404);
        assertThat(as("admin").body(tenant).post("/api/tenants").statusCode()).isEqualTo(201);
    }
}
