package dev.offhook.notification.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import dev.offhook.notification.testsupport.FakeTwilio;
import dev.offhook.notification.testsupport.FakeVoximplant;
import dev.offhook.servers.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(FakeTwilio.class)
@WithTestResource(FakeVoximplant.class)
class SenderPaceTest {
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final int PER_SECOND = 10;

    private final String sender = "twilio-sms " + UUID.randomUUID();

    @Inject
    DataSource dataSource;

    @Inject
    LimitsConfiguration configuration;

    @Test
    void rateHoldsOverTwoReplicasWithALongLine() throws Exception {
        // Given
        var replicas = List.of(new SenderPace(dataSource, configuration), new SenderPace(dataSource, configuration));
        var line = new ConcurrentLinkedQueue<Instant>();
        for (int i = 0; i < 200; i++) {
            line.add(Instant.now());
        }
        var sent = new AtomicInteger();
        var asked = new AtomicInteger();
        Instant start = Instant.now();
        Instant end = start.plus(LONG);
        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                var replica = replicas.get(i % 2);
                threads.submit(() -> {
                    var due = line.poll();
                    while (due.isBefore(end)) {
                        LockSupport.parkUntil(due.toEpochMilli());
                        var place = replica.take(sender, PER_SECOND, false);
                        asked.incrementAndGet();
                        if (place.free()) {
                            sent.incrementAndGet();
                            return;
                        }
                        due = place.again();
                    }
                });
            }
        }
        // Then
        double expected = LONG.toMillis() / 1000.0 * PER_SECOND;
        assertThat((double) sent.get()).isBetween(expected * 0.95, expected * 1.05 + 1);
        assertThat(asked.get())
                .as("a message that waits is looked at about once")
                .isLessThan(500);
    }

    @Test
    void answerNeedNotStandInLine() {
        // Given
        var pace = new SenderPace(dataSource, configuration);
        for (int i = 0; i < 100; i++) {
            pace.take(sender, PER_SECOND, false);
        }
        // When
        var answer = pace.take(sender, PER_SECOND, true);
        var other = pace.take(sender, PER_SECOND, false);
        // Then
        var now = Instant.now();
        assertThat(answer.again()).isBefore(now.plusMillis(200));
        assertThat(other.again()).isAfter(now.plusSeconds(5));
    }
}
