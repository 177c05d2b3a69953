package dev.offhook.tenant.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Assistant;
import dev.offhook.events.TenantConfiguration.Phrases;
import dev.offhook.events.TenantConfiguration.Plan;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.outbox.OutboxRelay.Publishing;
import dev.offhook.tenant.testsupport.TenantsTopic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(RealServers.class)
class OutboxRelayTest {
    private static final int KEYS = 10;
    private static final int VERSIONS = 12;

    @Inject
    EntityManager entities;

    @Inject
    EventPublisher publisher;

    @Inject
    OutboxConfiguration configuration;

    @Inject
    Outbox outbox;

    @Test
    void twoRelaysPublishEachEventOnceAndInOrderPerKey() {
        // Given
        String[] keys = IntStream.range(0, KEYS).mapToObj(key -> "relay-" + key).toArray(String[]::new);
        for (int version = 1; version <= VERSIONS; version++) {
            for (String key : keys) {
                insert(key, version);
            }
        }
        var one = new OutboxRelay(entities, publisher::publish, configuration);
        var other = new OutboxRelay(entities, publisher::publish, configuration);
        // When
        var running = List.of(CompletableFuture.runAsync(one::relay), CompletableFuture.runAsync(other::relay));
        await().atMost(Duration.ofSeconds(30)).until(() -> running.stream().allMatch(CompletableFuture::isDone));
        one.relay();
        // Then
        var published = TenantsTopic.of(KEYS * VERSIONS, keys);
        for (String key : keys) {
            assertThat(published.stream().filter(message -> message.key().equals(key)))
                    .extracting(message -> CloudEventHeaders.get(message.headers(), CloudEventHeaders.ID))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, VERSIONS)
                            .mapToObj(version -> id(key, version))
                            .toList());
        }
        assertThat(waiting(keys)).isZero();
    }

    @Test
    void rowStaysUntilKafkaHasAcknowledged() {
        // Given
        insert("unacknowledged", 1);
        var acknowledgement = new CompletableFuture<Void>();
        var taken = new CompletableFuture<Void>();
        var relay = relay((topic, key, envelope) -> {
            taken.complete(null);
            return acknowledgement;
        });
        var running = CompletableFuture.runAsync(relay::relay);
        await().until(taken::isDone);
        // When
        long beforeAcknowledgement = waiting("unacknowledged");
        acknowledgement.complete(null);
        // Then
        assertThat(beforeAcknowledgement).isEqualTo(1);
        await().until(running::isDone);
        assertThat(waiting("unacknowledged")).isZero();
    }

    @Test
    void whatKafkaDidNotTakeIsPublishedLater() {
        // Given
        insert("patient", 1);
        insert("patient", 2);
        relay((topic, key, envelope) -> CompletableFuture.failedFuture(new IllegalStateException("away")))
                .relay();
        long afterFailure = waiting("patient");
        var sent = new ConcurrentLinkedQueue<String>();
        // When
        relay((topic, key, envelope) -> {
                    sent.add(envelope.id());
                    return CompletableFuture.completedFuture(null);
                })
                .relay();
        // Then
        assertThat(afterFailure).isEqualTo(2);
        assertThat(new ArrayList<>(sent)).containsSubsequence(id("patient", 1), id("patient", 2));
        assertThat(waiting("patient")).isZero();
    }

    @Test
    void commitWakesTheServicesOwnRelay() {
        // Given
        var envelope = envelope("woken", 1);
        // When
        QuarkusTransaction.requiringNew().run(() -> outbox.add(Topic.TENANTS, "woken", envelope));
        // Then
        assertThat(TenantsTopic.of(1, "woken")).hasSize(1);
    }

    private OutboxRelay relay(Publishing publishing) {
        return new OutboxRelay(entities, publishing, configuration);
    }

    private void insert(String key, long version) {
        QuarkusTransaction.requiringNew().run(() -> OutboxMessage.of(Topic.TENANTS, key, envelope(key, version))
                .persist());
    }

    private long waiting(String... keys) {
        return QuarkusTransaction.requiringNew().call(() -> OutboxMessage.count("key in ?1", List.of(keys)));
    }

    private static String id(String slug, long version) {
        return "tenant:" + slug + ":" + version;
    }

    private static Envelope<TenantConfiguration> envelope(String slug, long version) {
        var phrases = new Phrases("s", List.of("f"), "f", "l", "v", "c", "r");
        var tenant = new TenantConfiguration(
                slug,
                slug,
                version,
                Plan.FREE,
                "en",
                ZoneId.of("UTC"),
                List.of(),
                new Assistant("g", List.of(), List.of("n"), phrases),
                Map.of());
        return new Envelope<>(
                id(slug, version), "/offhook/tenant-service", slug, slug, Instant.EPOCH, null, null, tenant);
    }
}
