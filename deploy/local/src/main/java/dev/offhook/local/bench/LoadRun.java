package dev.offhook.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.offhook.events.Provider;
import dev.offhook.local.cli.Console;
import dev.offhook.local.provider.PhoneCall;
import org.HdrHistogram.Histogram;

import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;

/** One load run: opens the calls, loads them at a constant rate, hangs up, reports. */
final class LoadRun {
    // More calls at once would only queue in front of services that are still cold.
    private static final int OPENING_AT_ONCE = 8;
    private static final Duration OPENING_TAKES = Duration.ofMinutes(2);
    private static final double MICROS_PER_MILLI = 1_000;

    private final Plan plan;
    private final Supplier<PhoneCall> telephone;
    private final Console console;
    private final Measurements measurements = new Measurements();

    /**
     * What is to be run.
     *
     * @param provider who carries the calls
     * @param rate turns per second
     * @param warmup time that does not count
     * @param duration time that does
     * @param calls how many calls share the turns
     */
    record Plan(Provider provider, double rate, Duration warmup, Duration duration, int calls) {}

    /** Runs {@code plan} over calls that {@code telephone} opens, and tells every second how it goes. */
    LoadRun(Plan plan, Supplier<PhoneCall> telephone, Console console) {
        this.plan = plan;
        this.telephone = telephone;
        this.console = console;
    }

    /**
     * Runs to the end.
     *
     * @param pids of the services whose memory is reported
     * @throws IllegalStateException when a call cannot be opened
     */
    BenchReport run(Map<String, Long> pids) throws InterruptedException {
        console.line("opening %d calls over %s", plan.calls(), plan.provider().id());
        List<PhoneCall> calls = open();
        var load = new ConstantRate(
                plan.rate(), plan.warmup(), plan.duration(), Utterances.of(plan.provider()), measurements);
        long measuredFrom;
        try (var progress =
                newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory())) {
            tellEverySecond(progress);
            measuredFrom = load.run(calls);
            progress.shutdownNow();
        }
        var memory = new TreeMap<String, Long>();
        for (var service : pids.entrySet()) {
            ResidentMemory.megabytes(service.getValue())
                    .ifPresent(megabytes -> memory.put(service.getKey(), megabytes));
        }
        hangUp(calls);
        return report(measuredFrom, memory);
    }

    private List<PhoneCall> open() throws InterruptedException {
        var calls = new ArrayList<PhoneCall>();
        for (int opened = 0; opened < plan.calls(); opened += OPENING_AT_ONCE) {
            var opening = new ArrayList<CompletableFuture<?>>();
            for (int i = opened; i < Math.min(plan.calls(), opened + OPENING_AT_ONCE); i++) {
                PhoneCall call = telephone.get();
                calls.add(call);
                opening.add(call.start().thenAccept(greeting -> {
                    if (!greeting.listening()) {
                        throw new IllegalStateException("the bot does not listen: " + greeting.text());
                    }
                }));
            }
            await(opening);
        }
        return calls;
    }

    private static void await(List<CompletableFuture<?>> all) throws InterruptedException {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(OPENING_TAKES.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a call cannot be opened: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("a call cannot be opened: no greeting", e);
        }
    }

    private static void hangUp(List<PhoneCall> calls) {
        for (PhoneCall call : calls) {
            try {
                call.end().join();
            } catch (CompletionException lost) {
                // The measurement is over: a call that is left open harms nothing.
            }
        }
    }

    private void tellEverySecond(ScheduledExecutorService progress) {
        var second = new AtomicInteger();
        long warmup = plan.warmup().toSeconds();
        progress.scheduleAtFixedRate(
                () -> {
                    Histogram last = measurements.sinceLastLook();
                    int now = second.incrementAndGet();
                    console.line(
                            "%3d s  %-8s  %5d/s  p50 %6.1f ms  p99 %7.1f ms  errors %d  fillers %d",
                            now,
                            now <= warmup ? "warm-up" : "measured",
                            last.getTotalCount(),
                            last.getValueAtPercentile(50) / MICROS_PER_MILLI,
                            last.getValueAtPercentile(99) / MICROS_PER_MILLI,
                            measurements.errors(),
                            measurements.fillers());
                },
                1,
                1,
                TimeUnit.SECONDS);
    }

    private BenchReport report(long measuredFrom, Map<String, Long> memory) {
        Histogram latency = measurements.measured();
        long took = Math.max(plan.duration().toNanos(), measurements.lastAnswerAt() - measuredFrom);
        double seconds = took / (double) TimeUnit.SECONDS.toNanos(1);
        return new BenchReport(
                plan.provider().id(),
                plan.rate(),
                rounded(latency.getTotalCount() / seconds),
                plan.warmup().toMillis() / 1_000.0,
                plan.duration().toMillis() / 1_000.0,
                plan.calls(),
                latency.getTotalCount(),
                measurements.errors(),
                measurements.reasons(),
                measurements.fillers(),
                millis(latency.getValueAtPercentile(50)),
                millis(latency.getValueAtPercentile(95)),
                millis(latency.getValueAtPercentile(99)),
                millis(latency.getMaxValue()),
                memory);
    }

    private static double millis(long micros) {
        return rounded(micros / MICROS_PER_MILLI);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
