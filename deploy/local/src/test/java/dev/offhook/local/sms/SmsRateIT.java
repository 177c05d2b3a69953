package dev.offhook.local.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.local.cli.Console;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** How many messages go out in a second: as many as may, and no more. */
@EnabledIfSystemProperty(
        named = "offhook.test.full",
        matches = "true",
        disabledReason = "takes minutes: ./offhook test --full")
class SmsRateIT {
    /** On two cores that every process shares, the services' JVMs compile for minutes. */
    private static final int WARMING = 30_000;

    private static final int WARMING_OF_THE_LIMIT = 6_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void limitOfANumberHoldsOverTwoReplicas() {
        // Given
        int limit = 10;
        int seconds = 60;
        try (var stack = SmsStack.start(2, Map.of())) {
            warm(stack, WARMING_OF_THE_LIMIT);

            // When
            for (int i = 0; i < limit * seconds; i++) {
                ask(stack, SmsTenants.PACED, i);
            }
            List<SentMessage> sent = awaitSent(stack, SmsTenants.PACED_NUMBER, limit * seconds);

            // Then
            double rate = rate(sent);
            Console.ofProcess()
                    .line(
                            "a limit of %s/s over two replicas: %s messages at %s/s, at most %s within a second",
                            limit, sent.size(), "%.2f".formatted(rate), busiestSecond(sent));
            assertThat(rate).isCloseTo(limit, within(0.05 * limit));
        }
    }

    @Test
    void oneReplicaKeepsUpWithManyMessages() {
        // Given
        int perSecond = 200;
        int seconds = 60;
        int messages = perSecond * seconds;
        try (var stack = SmsStack.start(1, Map.of());
                var timer = Executors.newSingleThreadScheduledExecutor()) {
            warm(stack, WARMING);
            stack.simulator().pace(new Settings(null, null, null, Duration.ofMillis(50)));
            var asked = new ArrayList<Instant>();
            var next = new AtomicInteger();

            // When
            timer.scheduleAtFixedRate(
                    () -> {
                        if (next.get() < messages) {
                            asked.add(Instant.now());
                            ask(stack, SmsTenants.BULK, next.getAndIncrement());
                        }
                    },
                    0,
                    1_000_000 / perSecond,
                    TimeUnit.MICROSECONDS);
            // The ledger is large: read while messages are sent, it would take a share of the machine.
            await().atMost(PATIENCE).until(() -> next.get() == messages);
            timer.shutdownNow();
            List<SentMessage> sent = awaitSent(stack, SmsTenants.BULK_NUMBER, messages);

            // Then
            Duration lag = Duration.between(asked.getLast(), sent.getLast().at());
            List<Long> waits = waits(asked, sent);
            Console.ofProcess()
                    .line(
                            "one replica: %s messages asked for at %s/s, taken at %s/s; from request to provider p50 %s ms, p99 %s"
                                    + " ms, the last %s ms after its request",
                            messages,
                            perSecond,
                            "%.1f".formatted(rate(sent)),
                            waits.get(waits.size() / 2),
                            waits.get(waits.size() * 99 / 100),
                            lag.toMillis());
            assertThat(sent).extracting(SentMessage::text).doesNotHaveDuplicates();
            assertThat(rate(sent)).isGreaterThan(0.95 * perSecond);
        }
    }

    /** A JVM that has just started compiles more than it sends. */
    private static void warm(SmsStack stack, int messages) {
        for (int i = 0; i < messages; i++) {
            stack.traffic()
                    .request(
                            SmsTenants.BACKED,
                            "warm-" + i,
                            new SmsRequest(recipient(50_000 + i), null, "Warm " + i, Purpose.NOTIFICATION, null));
        }
        awaitSent(stack, SmsTenants.BACKED_NUMBER, messages);
    }

    private static void ask(SmsStack stack, String tenant, int i) {
        stack.traffic()
                .request(
                        tenant,
                        tenant + "-" + i,
                        new SmsRequest(recipient(i), null, Integer.toString(i), Purpose.NOTIFICATION, null));
    }

    private static List<SentMessage> awaitSent(SmsStack stack, String number, int count) {
        Predicate<SentMessage> counted = message -> message.from().equals(number);
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> stack.simulator().ledger().stream()
                                .filter(counted)
                                .toList(),
                        sent -> sent.size() >= count);
    }

    /** Messages in a second, between the first and the last. */
    private static double rate(List<SentMessage> sent) {
        Duration span = Duration.between(sent.getFirst().at(), sent.getLast().at());
        return (sent.size() - 1) * 1_000.0 / span.toMillis();
    }

    private static long busiestSecond(List<SentMessage> sent) {
        return sent.stream()
                .mapToLong(first -> sent.stream()
                        .filter(message -> !message.at().isBefore(first.at())
                                && message.at().isBefore(first.at().plusSeconds(1)))
                        .count())
                .max()
                .orElseThrow();
    }

    /** Milliseconds from request to provider, sorted; the text of a message is its number. */
    private static List<Long> waits(List<Instant> asked, List<SentMessage> sent) {
        return sent.stream()
                .map(message -> Duration.between(asked.get(Integer.parseInt(message.text())), message.at())
                        .toMillis())
                .sorted()
                .toList();
    }

    private static String recipient(int i) {
        return "+1415" + (2_000_000 + i);
    }
}
