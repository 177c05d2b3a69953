package dev.offhook.tenant.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;

import dev.offhook.events.Envelope;
import dev.offhook.events.KeyRing;
import dev.offhook.events.KeyRingConfirmed;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.secrets.SecretBox;
import dev.offhook.kit.secrets.SecretUnreadableException;
import dev.offhook.servers.RealServers;
import dev.offhook.tenant.keys.Rotation.Step;
import dev.offhook.tenant.outbox.OutboxMessage;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.offhook.tenant.keys.SealedTenants.NAME;
import static dev.offhook.tenant.keys.SealedTenants.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A rotation on real Kafka and PostgreSQL, with replicas of other services beside it. */
@QuarkusTest
@WithTestResource(RealServers.class)
class RotationTest {
    private static final String ENVIRONMENT = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_KEY_OF_THAT_NAME = "test:" + "B".repeat(43) + "=";
    private static final List<String> SLUGS = List.of("one", "two", "three");

    @Inject
    Rotations rotations;

    @Inject
    StoredRing stored;

    @Inject
    SealedSecrets secrets;

    @Inject
    Replicas replicas;

    @Inject
    SecretBox box;

    @Inject
    SealedTenants tenants;

    @Inject
    EventPublisher publisher;

    @BeforeEach
    void freshTenants() {
        patiently().until(replicas::current);
        tenants.clear();
        SLUGS.forEach(tenants::add);
    }

    /** Other tests look at what a relay does. */
    @AfterEach
    void emptyOutbox() {
        patiently().until(() -> QuarkusTransaction.requiringNew().call(() -> OutboxMessage.count() == 0));
    }

    @Test
    void everythingIsSealedAnewWhileAnotherServiceReadsOn() {
        // Given
        try (var follower = follower("reader")) {
            String first = done(rotations.start("tester")).key();
            String before = tenants.ciphertext("one");
            var good = new AtomicInteger();
            var bad = new AtomicBoolean();
            Rotation second;

            // When
            try (var reading = reader(follower, good, bad)) {
                second = done(rotations.start("tester"));
                reading.shutdownNow();
            }

            // Then
            assertThat(SecretBox.keyOf(before)).contains(first);
            assertThat(good).hasPositiveValue();
            assertThat(bad).isFalse();
            assertThat(second.sealed()).isEqualTo(SLUGS.size());
            for (String slug : SLUGS) {
                assertThat(SecretBox.keyOf(tenants.ciphertext(slug))).contains(second.key());
                assertThat(tenants.fingerprint(slug)).isEqualTo("sha256:" + slug);
                assertThat(follower.reads(slug, NAME)).isEqualTo(secret(slug));
            }
            assertThat(state(first)).isEqualTo("retired");
            patiently()
                    .untilAsserted(() -> assertThatThrownBy(() -> follower.box().decrypt("one", before))
                            .isInstanceOf(SecretUnreadableException.class)
                            .hasMessageContaining(first));
            assertThat(QuarkusTransaction.requiringNew().call(secrets::inUse)).containsOnlyKeys(second.key());
        }
    }

    @Test
    void ciphertextOfTheEnvironmentsKeyIsSealedWithTheRings() {
        // Given
        tenants.overwrite("two", new SecretBox(List.of(ENVIRONMENT)).encrypt("two", secret("two")));

        // When
        var rotation = done(rotations.start("tester"));

        // Then
        assertThat(SecretBox.keyOf(tenants.ciphertext("two"))).contains(rotation.key());
        assertThat(box.decrypt("two", tenants.ciphertext("two"))).isEqualTo(secret("two"));
    }

    @Test
    void whoeverDiesInTheMiddleAnotherGoesOn() {
        // Given
        var rotation = rotations.start("tester");
        reaches(Step.SEALING, rotation);
        patiently().until(() -> box.primary().orElseThrow().equals(rotation.key()));
        QuarkusTransaction.requiringNew().run(() -> secrets.sealAnew("two", rotation.key()));

        // When
        var other = new Rotations(stored, secrets, replicas, box);
        patiently().until(() -> {
            other.advance();
            return now(rotation).step() == Step.DONE;
        });

        // Then
        assertThat(now(rotation).sealed()).isEqualTo(SLUGS.size() - 1);
        for (String slug : SLUGS) {
            assertThat(SecretBox.keyOf(tenants.ciphertext(slug))).contains(rotation.key());
        }
    }

    @Test
    void twoThatDriveTakeEachStepOnce() {
        // Given
        var rotation = rotations.start("tester");
        long begun = rotation.generation();

        // When
        patiently().until(() -> {
            var one = CompletableFuture.runAsync(rotations::advance);
            var other = CompletableFuture.runAsync(rotations::advance);
            CompletableFuture.allOf(one, other).join();
            return now(rotation).step() == Step.DONE;
        });

        // Then
        assertThat(now(rotation).generation()).isEqualTo(begun + 2);
        assertThat(now(rotation).sealed()).isEqualTo(SLUGS.size());
    }

    @Test
    void secondRotationIsTheOneThatGoesOn() {
        var rotation = rotations.start("tester");

        assertThat(rotations.start("another").id()).isEqualTo(rotation.id());
        done(rotation);
    }

    @Test
    void slowReplicaIsWaitedForAndADeadOneIsNot() {
        // Given
        confirms("slow", 0);
        patiently().until(() -> replicas.alive().stream()
                .anyMatch(replica -> replica.name().equals("dialogue-service/slow")));
        var rotation = rotations.start("tester");

        // When
        patiently().during(Duration.ofSeconds(6)).until(() -> {
            confirms("slow", 0);
            rotations.advance();
            return now(rotation).step() == Step.DISTRIBUTING;
        });
        var waitsFor = rotations.waitsFor(now(rotation));

        // Then
        assertThat(waitsFor).anySatisfy(words -> assertThat(words).startsWith("dialogue-service/slow follows ring 0"));
        assertThat(done(rotation).step()).isEqualTo(Step.DONE);
    }

    @Test
    void replicaThatIsBehindWithTheTenantsKeepsTheOldKeyAlive() {
        // Given
        try (var follower = follower("behind")) {
            String old = done(rotations.start("tester")).key();
            patiently()
                    .until(() -> SLUGS.stream().allMatch(follower::knows)
                            && needs("webhook-service/behind").equals(List.of(old)));
            follower.freeze();
            var rotation = rotations.start("tester");
            reaches(Step.CONFIRMING, rotation);

            // When
            patiently().during(Duration.ofSeconds(5)).until(() -> {
                rotations.advance();
                return now(rotation).step() == Step.CONFIRMING;
            });

            // Then
            assertThat(state(old)).isEqualTo("old");
            assertThat(follower.reads("one", NAME)).isEqualTo(secret("one"));
            assertThat(rotations.waitsFor(now(rotation)))
                    .containsExactly("webhook-service/behind still has secrets that are sealed with " + old);
            follower.thaw();
            done(rotation);
            assertThat(state(old)).isEqualTo("retired");
        }
    }

    @Test
    void wrongKeyOfTheEnvironmentHoldsTheRotationBackAndIsTold() {
        // Given
        var rotation = rotations.start("tester");

        // When
        try (var _ = new Follower("wrong", OTHER_KEY_OF_THAT_NAME, publisher)) {
            patiently().untilAsserted(() -> assertThat(rotations.waitsFor(now(rotation)))
                    .anySatisfy(words -> assertThat(words)
                            .contains(
                                    "webhook-service/wrong",
                                    "'test'",
                                    "OFFHOOK_SECRETS_KEYS has another key under this name")));
            rotations.advance();

            // Then
            assertThat(now(rotation).step()).isEqualTo(Step.DISTRIBUTING);
        }
        done(rotation);
        try (var wrong = new Follower("late", OTHER_KEY_OF_THAT_NAME, publisher)) {
            patiently().until(() -> !wrong.ring().problems().isEmpty());
            assertThat(wrong.ring().ready()).isFalse();
        }
    }

    @Test
    void retiredKeySealsNothingMore() {
        // Given
        done(rotations.start("tester"));
        String stale = tenants.ciphertext("one");
        done(rotations.start("tester"));

        // When
        var writing = assertThatThrownBy(() -> tenants.overwrite("one", stale));

        // Then
        writing.isInstanceOf(PersistenceException.class).hasStackTraceContaining("which is retired");
    }

    @Test
    void secretThatNoKeyOpensIsNamedAndHoldsNothingBack() {
        // Given
        var gone = new SecretBox(List.of("lost:" + "C".repeat(43) + "="));
        tenants.add("four", gone.encrypt("four", secret("four")));

        // When
        var rotation = done(rotations.start("tester"));

        // Then
        assertThat(rotations.lost(rotation))
                .containsExactly("tenant four, secret " + NAME + ", does not open with key 'lost': set it anew");
    }

    /** Reads every secret every millisecond, as calls would, until it is closed. */
    private ScheduledExecutorService reader(Follower follower, AtomicInteger good, AtomicBoolean bad) {
        patiently().until(() -> SLUGS.stream().allMatch(follower::knows));
        var reading = Executors.newSingleThreadScheduledExecutor();
        reading.scheduleAtFixedRate(
                () -> SLUGS.forEach(slug -> {
                    try {
                        if (follower.reads(slug, NAME).equals(secret(slug))) {
                            good.incrementAndGet();
                        } else {
                            bad.set(true);
                        }
                    } catch (SecretUnreadableException e) {
                        bad.set(true);
                    }
                }),
                0,
                1,
                TimeUnit.MILLISECONDS);
        return reading;
    }

    private Follower follower(String instance) {
        return new Follower(instance, ENVIRONMENT, publisher);
    }

    private void confirms(String instance, long generation) {
        var said = new KeyRingConfirmed("dialogue-service", instance, generation, List.of(), List.of());
        String name = "dialogue-service/" + instance;
        var time = Instant.now();
        publisher.publish(
                Topic.KEYS,
                name,
                new Envelope<>(name + time, "/offhook/test", name, KeyRing.NO_TENANT, time, null, null, said));
    }

    private List<String> needs(String name) {
        return replicas.all().stream()
                .filter(replica -> replica.name().equals(name))
                .flatMap(replica -> replica.said().needs().stream())
                .toList();
    }

    private Rotation done(Rotation rotation) {
        reaches(Step.DONE, rotation);
        return now(rotation);
    }

    private void reaches(Step step, Rotation rotation) {
        patiently().until(() -> {
            if (now(rotation).step() == step) {
                return true;
            }
            rotations.advance();
            return now(rotation).step() == step;
        });
    }

    private Rotation now(Rotation rotation) {
        return QuarkusTransaction.requiringNew()
                .call(() -> stored.find(rotation.id()))
                .orElseThrow();
    }

    private String state(String key) {
        return QuarkusTransaction.requiringNew().call(stored::keys).stream()
                .filter(each -> each.id().equals(key))
                .map(StoredKey::state)
                .findFirst()
                .orElseThrow();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
    }
}
