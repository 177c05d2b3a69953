package dev.offhook.tenant.environment;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import dev.offhook.events.TenantConfiguration.Channel.Kind;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.configuration.Change;
import dev.offhook.tenant.configuration.Origin;
import dev.offhook.tenant.configuration.StoredTenant;
import dev.offhook.tenant.configuration.TenantChanges;
import dev.offhook.tenant.configuration.TenantDirectory;
import dev.offhook.tenant.configuration.TenantDocument.ChannelBlock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
class EnvironmentSeedTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000009";

    @Inject
    TenantDirectory directory;

    @Inject
    TenantChanges changes;

    @Inject
    EntityManager entities;

    @BeforeEach
    void firstStart() {
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("delete from tenant where slug = 'default'")
                    .executeUpdate();
            entities.createNativeQuery("delete from deleted_tenant where slug = 'default'")
                    .executeUpdate();
        });
    }

    @Test
    void wholeSetsFillTheTenant() {
        // When
        start(
                twilio(ACCOUNT, "a-twilio-token", "+1 (500) 555-0099"),
                voximplant("7654321", "an-api-key-1234", "105518"));
        // Then
        var tenant = tenant().orElseThrow();
        assertThat(tenant.document().channels())
                .extracting(ChannelBlock::kind)
                .containsExactly(Kind.TWILIO_VOICE, Kind.TWILIO_SMS, Kind.VOXIMPLANT_VOICE);
        assertThat(tenant.document().channels().getFirst().numbers()).containsExactly("+15005550099");
        assertThat(tenant.document().channels().getLast().application()).isEqualTo("105518");
        assertThat(tenant.document().channels().getLast().enabled()).isFalse();
        assertThat(tenant.secrets()).containsOnlyKeys("twilio.auth-token", "voximplant.api-key");
        assertThat(directory.audit("default", null, 1).entries().getFirst().origin())
                .isEqualTo(Origin.ENVIRONMENT);
    }

    @Test
    void setThatLacksAVariableFillsNothing() {
        // When
        start(twilio(ACCOUNT, null, "+15005550099"), voximplant("7654321", "an-api-key-1234", "105518"));
        // Then
        assertThat(tenant().orElseThrow().document().channels())
                .extracting(ChannelBlock::kind)
                .containsExactly(Kind.VOXIMPLANT_VOICE);
    }

    @Test
    void withoutAWholeSetThereIsNoTenant() {
        // When
        start(twilio(ACCOUNT, null, null), voximplant(null, null, null));
        // Then
        assertThat(tenant()).isEmpty();
    }

    @Test
    void valueThatIsNoneLetsTheServiceStart() {
        // When
        start(twilio("SK5", "a-twilio-token", "+15005550099"), voximplant(null, null, null));
        // Then
        assertThat(tenant()).isEmpty();
    }

    @Test
    void tenantThatWasDeletedDoesNotComeBack() {
        // Given
        start(twilio(ACCOUNT, "a-twilio-token", "+15005550099"), voximplant(null, null, null));
        changes.delete("default", tenant().orElseThrow().revision(), new Change("admin", Origin.CONSOLE));
        // When
        start(twilio(ACCOUNT, "a-twilio-token", "+15005550099"), voximplant(null, null, null));
        // Then
        assertThat(tenant()).isEmpty();
    }

    private Optional<StoredTenant> tenant() {
        return directory.find("default");
    }

    private void start(SeedConfiguration.Twilio twilio, SeedConfiguration.Voximplant voximplant) {
        var configuration = new SeedConfiguration() {
            @Override
            public Twilio twilio() {
                return twilio;
            }

            @Override
            public Voximplant voximplant() {
                return voximplant;
            }
        };
        new EnvironmentSeed(configuration, directory, changes).start(null);
    }

    private static SeedConfiguration.Twilio twilio(String account, String token, String number) {
        return new SeedConfiguration.Twilio() {
            @Override
            public Optional<String> accountSid() {
                return Optional.ofNullable(account);
            }

            @Override
            public Optional<String> authToken() {
                return Optional.ofNullable(token);
            }

            @Override
            public Optional<String> phoneNumber() {
                return Optional.ofNullable(number);
            }
        };
    }

    private static SeedConfiguration.Voximplant voximplant(String account, String key, String application) {
        return new SeedConfiguration.Voximplant() {
            @Override
            public Optional<String> accountId() {
                return Optional.ofNullable(account);
            }

            @Override
            public Optional<String> apiKey() {
                return Optional.ofNullable(key);
            }

            @Override
            public Optional<String> applicationId() {
                return Optional.ofNullable(application);
            }
        };
    }
}
