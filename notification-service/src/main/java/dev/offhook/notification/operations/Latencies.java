package dev.offhook.notification.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.offhook.notification.gates.QueuedMessage;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** How long messages take, as histograms. */
@ApplicationScoped
public class Latencies {
    private static final String UNTIL_TAKEN = "offhook.sms.until.taken";
    private static final String SEND = "offhook.sms.send";

    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();

    @Inject
    Latencies(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A provider has taken a message. */
    public void taken(QueuedMessage message) {
        Instant since = message.notBefore() != null && message.notBefore().isAfter(message.createdAt())
                ? message.notBefore()
                : message.createdAt();
        meters.timer(UNTIL_TAKEN, "purpose", message.purpose().name().toLowerCase(Locale.ROOT))
                .record(Duration.between(since, clock.instant()));
    }

    /** Buckets for the timers of messages. */
    @Produces
    @Singleton
    static MeterFilter histograms() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(UNTIL_TAKEN) || id.getName().equals(SEND)
                        ? DistributionStatisticConfig.builder()
                                .percentilesHistogram(true)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
