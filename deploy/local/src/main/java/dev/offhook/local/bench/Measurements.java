package dev.offhook.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** What happened to the turns of a run; filled from many threads. */
final class Measurements {
    private static final int DIGITS = 3;
    private static final int MOST_REASONS = 5;

    private final Recorder sinceLastLook = new Recorder(DIGITS);
    private final Recorder measured = new Recorder(DIGITS);
    private final LongAdder errors = new LongAdder();
    private final LongAdder fillers = new LongAdder();
    private final List<String> reasons = new ArrayList<>();
    private volatile long lastAnswerAt;

    /**
     * A turn was answered.
     *
     * @param intendedAt when it should have been sent, {@link System#nanoTime()}
     * @param counts false in the warm-up
     */
    void answered(long intendedAt, int fillersHeard, boolean counts) {
        long now = System.nanoTime();
        long micros = Math.max(1, TimeUnit.NANOSECONDS.toMicros(now - intendedAt));
        sinceLastLook.recordValue(micros);
        if (counts) {
            measured.recordValue(micros);
            lastAnswerAt = now;
        }
        fillers.add(fillersHeard);
    }

    /** A turn was not answered. */
    void failed(String reason) {
        errors.increment();
        synchronized (reasons) {
            if (reasons.size() < MOST_REASONS && !reasons.contains(reason)) {
                reasons.add(reason);
            }
        }
    }

    /** Latencies in microseconds of the turns that were answered since the last look, warm-up or not. */
    Histogram sinceLastLook() {
        return sinceLastLook.getIntervalHistogram();
    }

    /** Latencies in microseconds of the turns that count. To be asked once, at the end. */
    Histogram measured() {
        return measured.getIntervalHistogram();
    }

    /** When the last turn that counts was answered, {@link System#nanoTime()}; 0 when none was. */
    long lastAnswerAt() {
        return lastAnswerAt;
    }

    long errors() {
        return errors.sum();
    }

    long fillers() {
        return fillers.sum();
    }

    List<String> reasons() {
        synchronized (reasons) {
            return List.copyOf(reasons);
        }
    }
}
