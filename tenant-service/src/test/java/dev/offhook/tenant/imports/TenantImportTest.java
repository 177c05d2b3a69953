package dev.offhook.tenant.imports;

import java.nio.file.Path;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.EventJson;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.configuration.Tenant;
import dev.offhook.tenant.configuration.TenantStore;
import dev.offhook.tenant.testsupport.TenantsTopic;
import dev.offhook.tenant.testsupport.TenantsYaml;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(RealServers.class)
class TenantImportTest {
    @TempDir
    Path folder;

    @Inject
    TenantImport tenantImport;

    @Inject
    TenantStore store;

    @Inject
    SecretBox box;

    @Inject
    EntityManager entities;

    @Test
    void newTenantIsStoredAndPublishedWithItsSecretAsCiphertext() {
        // Given
        String yaml = TenantsYaml.tenant("fresh", "+15005550010");
        // When
        var result = run(yaml);
        // Then
        assertThat(result).isEqualTo(new TenantImport.Result(1, 0, 0));
        var message = TenantsTopic.of(1, "fresh").getFirst();
        assertThat(CloudEventHeaders.get(message.headers(), "ce_id")).isEqualTo("tenant:fresh:1");
        assertThat(CloudEventHeaders.get(message.headers(), "ce_subject")).isEqualTo("fresh");
        assertThat(CloudEventHeaders.get(message.headers(), "ce_tenant")).isEqualTo("fresh");
        assertThat(CloudEventHeaders.get(message.headers(), "ce_source")).isEqualTo("/offhook/tenant-service");
        assertThat(message.value()).doesNotContain(TenantsYaml.SECRET);
        var published = (TenantConfiguration) EventJson.read(
                EventJson.typeOf(TenantConfiguration.class), message.value().getBytes(UTF_8));
        assertThat(published.version()).isEqualTo(1);
        assertThat(box.decrypt("fresh", published.secrets().get(TenantConfiguration.TWILIO_AUTH_TOKEN)))
                .isEqualTo(TenantsYaml.SECRET);
        assertThat(rowAsText("fresh")).contains("\"version\": 1").doesNotContain(TenantsYaml.SECRET);
    }

    @Test
    void longConfigurationIsPublishedWholeAndOnce() {
        // Given
        String yaml = TenantsYaml.longTenant("long", "+15005550019");
        var asked = TenantsFile.read(TenantsYaml.file(folder, yaml)).getFirst();
        // When
        run(yaml);
        var again = run(yaml);
        // Then
        assertThat(again).isEqualTo(new TenantImport.Result(0, 0, 1));
        var published = (TenantConfiguration) EventJson.read(
                EventJson.typeOf(TenantConfiguration.class),
                TenantsTopic.of(1, "long").getFirst().value().getBytes(UTF_8));
        assertThat(published).isEqualTo(asked.document().configuration(1, published.secrets()));
    }

    @Test
    void unchangedBlockChangesNothing() {
        // Given
        String yaml = TenantsYaml.tenant("same", "+15005550011");
        run(yaml);
        String before = rowAsText("same");
        // When
        var result = run(yaml.replace("plan: premium", "plan:    premium   # comment"));
        // Then
        assertThat(result).isEqualTo(new TenantImport.Result(0, 0, 1));
        assertThat(rowAsText("same")).isEqualTo(before);
    }

    @Test
    void changedBlockGetsTheNextVersion() {
        // Given
        String yaml = TenantsYaml.tenant("changing", "+15005550012");
        run(yaml);
        // When
        var result = run(yaml.replace("name: Business changing", "name: Renamed"));
        // Then
        assertThat(result).isEqualTo(new TenantImport.Result(0, 1, 0));
        assertThat(TenantsTopic.of(2, "changing"))
                .extracting(message -> CloudEventHeaders.get(message.headers(), "ce_id"))
                .containsExactly("tenant:changing:1", "tenant:changing:2");
    }

    @Test
    void changedSecretIsTaken() {
        // Given
        String yaml = TenantsYaml.tenant("rotating", "+15005550013");
        run(yaml);
        // When
        var result = run(yaml.replace(TenantsYaml.SECRET, "another"));
        // Then
        assertThat(result).isEqualTo(new TenantImport.Result(0, 1, 0));
    }

    @Test
    void numberOfATenantThatTheFileDoesNotNameIsRefused() {
        // Given
        run(TenantsYaml.tenant("owner", "+15005550014"));
        // When
        var importing = assertThatThrownBy(() -> run(TenantsYaml.tenant("thief", "+15005550014")));
        // Then
        importing
                .isInstanceOf(TenantsFileException.class)
                .hasMessageContaining(
                        "tenant thief: channels[0].numbers '+150******14' is already the number of tenant owner");
        assertThat(found("thief")).isEmpty();
    }

    @Test
    void invalidFileLeavesTheServiceUnreadyAndTheDataAsTheyWere() {
        // Given
        String yaml = TenantsYaml.tenant("kept", "+15005550015");
        run(yaml);
        var file = TenantsYaml.file(folder, yaml.replace("plan: premium", "plan: gold"));
        var startup = new StartupImport(() -> Optional.of(file), tenantImport, store);
        // When
        startup.start(null);
        // Then
        var health = startup.call();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getData().orElseThrow().get("problem").toString()).contains("tenant kept: plan is 'gold'");
        assertThat(found("kept").orElseThrow().version).isEqualTo(1);
    }

    @Test
    void restartPublishesWhatIsKnownWithoutANewVersion() {
        // Given
        String yaml = TenantsYaml.tenant("restarted", "+15005550016");
        run(yaml);
        var file = TenantsYaml.file(folder, yaml);
        TenantsTopic.of(1, "restarted");
        // When
        new StartupImport(() -> Optional.of(file), tenantImport, store).start(null);
        // Then
        assertThat(TenantsTopic.of(2, "restarted"))
                .extracting(message -> CloudEventHeaders.get(message.headers(), "ce_id"))
                .containsExactly("tenant:restarted:1", "tenant:restarted:1");
    }

    @Test
    void serviceWithoutAFileIsReadyAndSaysWhoItIs() {
        RestAssured.given().get("/").then().statusCode(200).body("service", equalTo("tenant-service"));
    }

    private TenantImport.Result run(String... tenants) {
        return tenantImport.run(TenantsFile.read(TenantsYaml.file(folder, tenants)));
    }

    private Optional<Tenant> found(String slug) {
        return QuarkusTransaction.requiringNew().call(() -> Tenant.<Tenant>findByIdOptional(slug));
    }

    private String rowAsText(String slug) {
        return QuarkusTransaction.requiringNew().call(() -> entities.createNativeQuery(
                        "select cast(tenant as text) || cast(configuration as text) from tenant where slug = ?1",
                        String.class)
                .setParameter(1, slug)
                .getSingleResult()
                .toString());
    }
}
