package dev.offhook.notification.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import dev.offhook.events.SmsEvent.Status;
import dev.offhook.kit.database.Sql;
import dev.offhook.notification.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

/**
 * Looks at the queue for the meters, and forgets what nobody needs any more. Every replica does both: the figures are
 * those of the database, the same on each.
 */
@ApplicationScoped
class Upkeep {
    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final Database database;
    private final OperationsConfiguration configuration;
    private final MeterRegistry meters;
    private final List<Meter> gauges = new ArrayList<>();
    private final Map<Status, AtomicLong> depths = new EnumMap<>(Status.class);
    private final AtomicLong oldestSeconds = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upkeep").daemon().factory());
    private final Clock clock = Clock.systemUTC();

    @Inject
    Upkeep(Database database, OperationsConfiguration configuration, MeterRegistry meters) {
        this.database = database;
        this.configuration = configuration;
        this.meters = meters;
        for (Status state : new Status[] {Status.ACCEPTED, Status.SCHEDULED, Status.SENDING, Status.UNKNOWN}) {
            var depth = new AtomicLong();
            depths.put(state, depth);
            gauges.add(Gauge.builder("offhook.sms.queue.depth", depth, AtomicLong::get)
                    .description("messages that something is still to be done with")
                    .tag("state", state.id())
                    .register(meters));
        }
        gauges.add(TimeGauge.builder("offhook.sms.queue.oldest", oldestSeconds::get, TimeUnit.SECONDS)
                .description("for how long the message has been due that has been due longest")
                .register(meters));
    }

    void start(@Observes StartupEvent event) {
        every(configuration.lookEvery(), this::look);
        every(configuration.forgetEvery(), this::forget);
    }

    private void every(Duration period, Runnable work) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // The next time is soon; until then the figures are old.
                        LOG.warnf("upkeep failed: %s", e.getMessage());
                    }
                },
                0,
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Reads the figures; one look at a time, so that the later one is what is told. */
    synchronized void look() {
        var now = clock.instant();
        database.transaction(sql -> {
            var found = new EnumMap<Status, Long>(Status.class);
            sql.list(
                    "select state, count(*) as messages from sms_message where task is not null group by state",
                    row -> Arrays.stream(Status.values())
                            .filter(state -> state.id().equals(row.text("state")))
                            .map(state -> found.put(state, row.longNumber("messages")))
                            .count());
            depths.forEach((state, depth) -> depth.set(found.getOrDefault(state, 0L)));
            oldestSeconds.set(sql.first(
                            "select min(due_at) as oldest from sms_message where task is not null and due_at <= ?",
                            row -> age(row.instant("oldest"), now),
                            now)
                    .orElse(0L));
            return null;
        });
    }

    private static long age(Instant oldest, Instant now) {
        return oldest == null ? 0 : Duration.between(oldest, now).toSeconds();
    }

    /** Forgets texts that no window reaches, days that are over, and answers to HELP that were sent long ago. */
    void forget() {
        database.transaction(sql -> {
            forget(sql, clock.instant());
            return null;
        });
    }

    private void forget(Sql sql, Instant now) {
        Instant before = now.minus(configuration.keep());
        sql.update("delete from recent_text where sent_at < ?", before);
        sql.update("delete from help_answer where created_at < ?", before);
        sql.update("delete from daily_messages where day < cast(cast(? as timestamptz) as date)", before);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
        // Registries outlive the application where several run one after the other in a JVM, and would tell of this
        // one.
        gauges.forEach(meters::remove);
    }
}
