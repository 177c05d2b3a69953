package dev.offhook.notification.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import dev.offhook.notification.database.Database;
import dev.offhook.notification.store.Queue.Claimed;
import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The queue in a year of its own, which the running dispatcher does not look at. */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class QueueTest {
    private static final Duration LEASE = Duration.ofDays(400);

    private final String tenant = "queue-" + UUID.randomUUID();
    private final Instant future = Instant.now().plus(360, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);

    @Inject
    Database database;

    @Inject
    Queue queue;

    @Test
    void replicasThatClaimTogetherGetEachMessageOnceAndThreadsInOrder() throws InterruptedException {
        // Given
        int threads = 40;
        int each = 5;
        for (int thread = 0; thread < threads; thread++) {
            for (int i = 0; i < each; i++) {
                insert(thread + "-" + i, "thread-" + thread, future);
            }
        }
        var claimed = new ConcurrentLinkedQueue<String>();
        Map<String, List<String>> byThread = new ConcurrentHashMap<>();
        // When
        try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int replica = 0; replica < 6; replica++) {
                String owner = "replica-" + replica;
                replicas.execute(() -> {
                    while (claimed.size() < threads * each) {
                        claim(owner, 7).forEach(message -> {
                            claimed.add(message.requestId());
                            String thread = message.requestId()
                                    .substring(0, message.requestId().lastIndexOf('-'));
                            byThread.computeIfAbsent(thread, _ -> new ArrayList<>())
                                    .add(message.requestId());
                            database.transaction(sql -> {
                                queue.done(sql, message.requestId());
                                return null;
                            });
                        });
                    }
                });
            }
        }
        // Then
        assertThat(claimed).hasSize(threads * each).doesNotHaveDuplicates();
        assertThat(byThread.values()).allSatisfy(ids -> assertThat(ids).isSorted());
    }

    @Test
    void messageThatWaitsForLongIsOvertaken() {
        // Given
        insert("1", "thread", future.plusSeconds(60));
        insert("2", "thread", future);
        // When
        var claimed = claim("replica", 10);
        // Then
        assertThat(claimed).extracting(Claimed::requestId).containsExactly(tenant + ":2");
    }

    @Test
    void messageThatIsDueInAMomentIsWaitedFor() {
        // Given
        insert("1", "thread", future.plusSeconds(2));
        insert("2", "thread", future);
        // When
        var claimed = claim("replica", 10);
        // Then
        assertThat(claimed).isEmpty();
    }

    @Test
    void messageIsNobodyElsesUntilItsLeaseIsOver() {
        // Given
        insert("1", "thread", future);
        claim("replica-1", 10);
        // When
        var meanwhile = claim("replica-2", 10);
        database.transaction(sql -> sql.update(
                "update sms_message set lease_until = now() - interval '1 second' where tenant = ?", tenant));
        database.transaction(sql -> queue.freeUnasked(sql, Instant.now()));
        var afterwards = claim("replica-2", 10);
        // Then
        assertThat(meanwhile).isEmpty();
        assertThat(afterwards).extracting(Claimed::requestId).containsExactly(tenant + ":1");
        var message =
                database.transaction(sql -> queue.locked(sql, tenant + ":1").orElseThrow());
        assertThat(message.leasedBy()).isEqualTo("replica-2");
    }

    @Test
    void busyTenantIsLeft() {
        // Given
        insert("1", "thread", future);
        // When
        var claimed = database.transaction(sql -> queue.claimToSend(
                sql, future, future.plusSeconds(5), Set.of(tenant), 10, "replica", future.plus(LEASE)));
        // Then
        assertThat(claimed).extracting(Claimed::tenant).doesNotContain(tenant);
    }

    private List<Claimed> claim(String owner, int most) {
        return database
                .transaction(sql -> queue.claimToSend(
                        sql, future, future.plusSeconds(5), Set.of(), most, owner, future.plus(LEASE)))
                .stream()
                .filter(message -> message.tenant().equals(tenant))
                .collect(Collectors.toList());
    }

    private void insert(String name, String thread, Instant due) {
        database.transaction(sql ->
                sql.update("""
                insert into sms_message (request_id, tenant, thread_key, recipient, state, task, due_at, expires_at,
                    text, purpose, created_at, updated_at)
                values (?, ?, ?, '+15005550009', 'accepted', 'send', ?, ?, 'hello', 'reply', now(), now())
                """, tenant + ":" + name, tenant, tenant + thread, due, due.plus(1, ChronoUnit.DAYS)));
    }
}
