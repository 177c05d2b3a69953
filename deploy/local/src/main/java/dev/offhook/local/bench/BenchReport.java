package dev.offhook.local.bench;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What a load run found. Latencies are in milliseconds, from the time at which a turn should have been sent to its
 * answer, fillers followed; the warm-up is not in them.
 *
 * @param provider who carried the calls
 * @param targetRate turns per second that were asked for
 * @param rate turns per second that were answered
 * @param warmupS length of the warm-up in seconds
 * @param durationS length of the measurement in seconds
 * @param calls how many calls the turns were spread over
 * @param turns turns answered in the measurement
 * @param errors turns without an answer, warm-up included
 * @param errorReasons the first reasons for them
 * @param fillers how often a caller was asked to wait, warm-up included
 * @param rssMb RSS in MiB at the end, by service
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record BenchReport(
        String provider,
        double targetRate,
        double rate,
        double warmupS,
        double durationS,
        int calls,
        long turns,
        long errors,
        List<String> errorReasons,
        long fillers,
        double p50Ms,
        double p95Ms,
        double p99Ms,
        double maxMs,
        Map<String, Long> rssMb) {}
