package dev.offhook.local.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.offhook.local.provider.PhoneCall;
import dev.offhook.local.provider.PhoneCall.Heard;

/**
 * Turns at a constant rate, open loop: the send times are fixed in advance and do not wait for answers, and latency
 * counts from them, so that a stall is charged to every turn that it delayed. A call has one turn in flight at most.
 */
final class ConstantRate {
    private final double rate;
    private final Duration warmup;
    private final Duration duration;
    private final Utterances utterances;
    private final Measurements measurements;
    private final ConcurrentLinkedQueue<PhoneCall> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();

    /** {@code rate} turns per second for {@code warmup}, then for {@code duration}, which alone is measured. */
    ConstantRate(double rate, Duration warmup, Duration duration, Utterances utterances, Measurements measurements) {
        this.rate = rate;
        this.warmup = warmup;
        this.duration = duration;
        this.utterances = utterances;
        this.measurements = measurements;
    }

    /**
     * Sends all turns over these calls, which listen, and returns when the last one is answered or has failed.
     *
     * @return when the measurement began, {@link System#nanoTime()}
     */
    long run(List<PhoneCall> calls) {
        idle.addAll(calls);
        long turns = Math.round(rate * warmup.plus(duration).toNanos() / TimeUnit.SECONDS.toNanos(1));
        double period = TimeUnit.SECONDS.toNanos(1) / rate;
        long start = System.nanoTime();
        long measuredFrom = start + warmup.toNanos();
        for (long turn = 0; turn < turns; turn++) {
            long intendedAt = start + (long) (turn * period);
            sleepUntil(intendedAt);
            send(turn, intendedAt, intendedAt - measuredFrom >= 0);
        }
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (inFlight.get() > 0 && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        for (int lost = inFlight.get(); lost > 0; lost--) {
            measurements.failed("no answer within a minute");
        }
        return measuredFrom;
    }

    private void send(long turn, long intendedAt, boolean counts) {
        PhoneCall call = idle.poll();
        if (call == null) {
            measurements.failed("no call was idle; start more with --calls");
            return;
        }
        inFlight.incrementAndGet();
        call.say(utterances.text(turn)).whenComplete((heard, failure) -> {
            Optional<String> wrong = problem(heard, failure);
            wrong.ifPresentOrElse(
                    measurements::failed, () -> measurements.answered(intendedAt, heard.fillers(), counts));
            if (failure != null || heard.listening()) {
                idle.add(call);
            }
            inFlight.decrementAndGet();
        });
    }

    private static Optional<String> problem(Heard heard, Throwable failure) {
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return Optional.of(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        }
        if (heard.text().isBlank()) {
            return Optional.of("an answer without words");
        }
        return heard.listening() ? Optional.empty() : Optional.of("the bot ended the call: " + heard.text());
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
