package dev.offhook.kit.tenants;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TenantsTest {
    private final Tenants tenants = new Tenants(Map.of(), () -> false);

    @Test
    void numberThatMovesToAnotherTenantIsFoundThere() {
        // Given
        publish(Hotels.of("first", 1, "+74950000001", "+74950000002"));

        // When
        publish(Hotels.of("first", 2, "+74950000002"));
        publish(Hotels.of("second", 1, "+74950000001"));

        // Then
        assertThat(owner("+74950000001")).isEqualTo("second 1");
        assertThat(owner("+74950000002")).isEqualTo("first 2");
    }

    @Test
    void olderVersionChangesNothing() {
        // Given
        publish(Hotels.of("first", 2, "+74950000002"));

        // When
        publish(Hotels.of("first", 1, "+74950000001"));

        // Then
        assertThat(owner("+74950000002")).isEqualTo("first 2");
        assertThat(owner("+74950000001")).isEqualTo("nobody");
    }

    @Test
    void numberOfTwoTenantsStaysWithTheOneThatKeepsIt() {
        // Given
        publish(Hotels.of("first", 1, "+74950000001"));
        publish(Hotels.of("second", 1, "+74950000001"));

        // When
        tenants.removed("first");

        // Then
        assertThat(owner("+74950000001")).isEqualTo("second 1");
        assertThat(tenants.bySlug("first")).isEmpty();
    }

    @Test
    void handoffLinkIsSpelledOut() {
        // When
        publish(Hotels.saying("Пишите: {handoff}", URI.create("https://t.me/hotel")));

        // Then
        assertThat(tenants.bySlug("hotel").orElseThrow().assistant().greeting())
                .isEqualTo("Пишите: https://t.me/hotel");
    }

    @Test
    void manyTenantsAreKnownInTimeThatGrowsWithTheirNumberOnly() {
        // Given
        publishMany(0, 2_000);

        // When
        Duration few = publishMany(2_000, 4_000);
        publishMany(4_000, 18_000);
        Duration many = publishMany(18_000, 20_000);

        // Then: 2,000 beside 18,000 others take no more than 2,000 beside 2,000, but for the machine's moods
        assertThat(many).isLessThan(few.multipliedBy(4).plusMillis(500));
        assertThat(owner("+74950019999")).isEqualTo("tenant-19999 1");
    }

    private Duration publishMany(int from, int to) {
        long since = System.nanoTime();
        IntStream.range(from, to)
                .forEach(i -> publish(Hotels.of("tenant-" + i, 1, "+7495%07d".formatted(i), "+7496%07d".formatted(i))));
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private String owner(String number) {
        return tenants.byNumber(Kind.VOXIMPLANT_VOICE, number)
                .map(tenant -> tenant.slug() + " " + tenant.version())
                .orElse("nobody");
    }

    private void publish(TenantConfiguration tenant) {
        String slug = tenant.slug();
        tenants.received(new Envelope<>(
                "tenant:" + slug + ":" + tenant.version(),
                "/offhook/tenant-service",
                slug,
                slug,
                Instant.EPOCH,
                null,
                null,
                tenant));
    }
}
