package dev.offhook.local.sms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.SmsRequest.Purpose;
import dev.offhook.local.cli.Console;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.stack.Health;
import dev.offhook.local.stack.ProcessState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Requests of every {@link Fate} through two replicas that are killed at random, ten thousand of them: every
 * message once, every request ended, dead letters exactly those that have to be.
 */
@EnabledIfSystemProperty(
        named = "offhook.test.full",
        matches = "true",
        disabledReason = "takes minutes: ./offhook test --full")
@Timeout(value = 45, unit = TimeUnit.MINUTES)
class SmsChaosIT {
    private static final int MESSAGES = Integer.getInteger("offhook.test.messages", 10_000);
    private static final int PER_SECOND = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** A replica that dies more often than five times in half a minute is given up by the stack. */
    private static final int LONGEST_LIFE = 12;

    private static final int SHORTEST_LIFE = 7;
    private static final int REDELIVERED_EACH = 20;

    private final Random random = new Random();
    private final AtomicInteger kills = new AtomicInteger();

    @Test
    void everyMessageIsSentOnceWhateverFails() {
        // Given
        try (var stack = SmsStack.start(2, Map.of());
                var timer = Executors.newScheduledThreadPool(2)) {
            Instant start = Instant.now();
            scheduleKill(stack, timer);

            // When
            ask(stack.traffic(), timer);
            stack.traffic().flush();
            await().atMost(PATIENCE).until(() -> kills.get() >= 2);
            timer.shutdownNow();
            Duration asked = Duration.between(start, Instant.now());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(notEnded(stack.traffic())).isEmpty());
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(stack.traffic().deadLetters()).hasSizeGreaterThanOrEqualTo(deadLetters()));

            // Then
            var ledger = stack.simulator().ledger();
            report(stack, ledger, asked, Duration.between(start, Instant.now()));
            assertThat(wronglyTaken(ledger)).isEmpty();
            assertThat(wentBack(stack.traffic())).isEmpty();
            assertThat(stack.traffic().deadLetters()).hasSize(deadLetters());
            assertThat(stack.traffic().deadLetters().stream()
                            .map(SmsTraffic.DeadLetter::id)
                            .filter(id -> id != null)
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES)
                            .filter(i -> Fate.of(i) == Fate.NO_NUMBER)
                            .mapToObj(i -> Fate.NO_NUMBER.ids(i).getFirst())
                            .toList());
        }
    }

    private void ask(SmsTraffic traffic, ScheduledExecutorService timer) {
        var next = new AtomicInteger();
        var feeding = timer.scheduleAtFixedRate(
                () -> {
                    if (next.get() < MESSAGES) {
                        ask(traffic, next.getAndIncrement());
                    }
                },
                0,
                1_000_000 / PER_SECOND,
                TimeUnit.MICROSECONDS);
        await().atMost(PATIENCE).until(() -> next.get() == MESSAGES);
        feeding.cancel(false);
    }

    private static void ask(SmsTraffic traffic, int i) {
        Fate fate = Fate.of(i);
        if (fate == Fate.NO_REQUEST) {
            traffic.garbage(SmsTenants.BULK + ":" + i, "no request " + i);
            return;
        }
        String to = fate == Fate.NO_NUMBER ? "12" : recipient(i);
        var request = new SmsRequest(to, null, fate.text(i), Purpose.NOTIFICATION, null);
        for (String id : fate.ids(i)) {
            traffic.request(SmsTenants.BULK, id, request);
            if (i % REDELIVERED_EACH == 0 && !fate.isDeadLetter()) {
                traffic.request(SmsTenants.BULK, id, request);
            }
        }
    }

    private void scheduleKill(SmsStack stack, ScheduledExecutorService timer) {
        int life = SHORTEST_LIFE + random.nextInt(LONGEST_LIFE - SHORTEST_LIFE + 1);
        timer.schedule(
                () -> {
                    // One that works: to kill one that starts would only keep the others from being killed at work.
                    List<ProcessState> working = stack.replicas().stream()
                            .filter(replica -> Health.of(replica) == Health.UP)
                            .toList();
                    if (!working.isEmpty()) {
                        working.get(random.nextInt(working.size())).handle().ifPresent(replica -> {
                            replica.destroyForcibly();
                            kills.incrementAndGet();
                        });
                    }
                    scheduleKill(stack, timer);
                },
                life,
                TimeUnit.SECONDS);
    }

    private static List<String> notEnded(SmsTraffic traffic) {
        var missing = new ArrayList<String>();
        for (int i = 0; i < MESSAGES; i++) {
            Fate fate = Fate.of(i);
            if (fate.ends().isEmpty()) {
                continue;
            }
            for (String id : fate.ids(i)) {
                var last = traffic.last(id);
                if (last == null || !fate.ends().contains(last.status())) {
                    missing.add(id + " " + fate + " " + last);
                }
            }
        }
        return missing;
    }

    /** Messages of which the provider has not as many as it should. */
    private static List<String> wronglyTaken(List<SentMessage> ledger) {
        Map<String, Long> taken =
                ledger.stream().collect(Collectors.groupingBy(SentMessage::text, Collectors.counting()));
        var wrong = new ArrayList<String>();
        int expected = 0;
        for (int i = 0; i < MESSAGES; i++) {
            Fate fate = Fate.of(i);
            expected += fate.messages();
            long times = taken.getOrDefault(fate.text(i), 0L);
            if (times != fate.messages()) {
                wrong.add(fate.ids(i).getFirst() + " " + fate + " was taken " + times + " times");
            }
        }
        if (ledger.size() != expected) {
            wrong.add(ledger.size() + " messages instead of " + expected);
        }
        return wrong;
    }

    /** Requests that ended, and then told something else. */
    private static List<String> wentBack(SmsTraffic traffic) {
        var wrong = new ArrayList<String>();
        for (String id : traffic.known()) {
            var states = traffic.changes(id).stream()
                    .map(change -> change.event().status())
                    .toList();
            boolean backwards = IntStream.range(1, states.size())
                    .anyMatch(i -> rank(states.get(i)) < rank(states.get(i - 1)) && !mayBeSentAgain(states, i));
            if (backwards) {
                wrong.add(id + " " + states);
            }
        }
        return wrong;
    }

    /** What surely was not taken waits, or is asked for, again. */
    private static boolean mayBeSentAgain(List<Status> states, int i) {
        Status before = states.get(i - 1);
        Status now = states.get(i);
        return (before == Status.SENDING || before == Status.UNKNOWN)
                && (now == Status.SCHEDULED || now == Status.SENDING || now == Status.ACCEPTED);
    }

    private static int rank(Status status) {
        return switch (status) {
            case ACCEPTED, SCHEDULED -> 0;
            case SENDING -> 1;
            case UNKNOWN -> 2;
            case SENT -> 3;
            case DELIVERED, UNDELIVERED, FAILED, EXPIRED, SUPPRESSED -> 4;
        };
    }

    private static int deadLetters() {
        return (int) IntStream.range(0, MESSAGES)
                .filter(i -> Fate.of(i).isDeadLetter())
                .count();
    }

    private static String recipient(int i) {
        return "+1415" + (2_000_000 + i);
    }

    private void report(SmsStack stack, List<SentMessage> ledger, Duration asked, Duration all) {
        SmsTraffic traffic = stack.traffic();
        Map<Status, Long> ends = traffic.known().stream()
                .map(traffic::last)
                .collect(Collectors.groupingBy(last -> last.status(), Collectors.counting()));
        long unknown = traffic.known().stream()
                .filter(id -> traffic.changes(id).stream()
                        .anyMatch(change -> change.event().status() == Status.UNKNOWN))
                .count();
        Map<String, Long> met = stack.simulator().attempts().stream()
                .map(attempt -> attempt.met() == null ? "none" : attempt.met().replaceAll("\\[.*", ""))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Console.ofProcess()
                .line(
                        "%s requests in %s s, %s kills; all ended after %s s: %s; %s were unknown meanwhile; the ledger holds %s"
                                + " messages, %s texts; the providers were asked %s times, faults met %s; %s dead letters",
                        traffic.known().size(),
                        asked.toSeconds(),
                        kills,
                        all.toSeconds(),
                        ends,
                        unknown,
                        ledger.size(),
                        ledger.stream().map(SentMessage::text).distinct().count(),
                        met.values().stream().mapToLong(Long::longValue).sum(),
                        met,
                        traffic.deadLetters().size());
    }
}
