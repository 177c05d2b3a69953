package dev.offhook.webhook.refusals;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.offhook.events.Envelope;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Tells of refused requests, a sample of them. It neither fails nor delays a request, and a flood of refused ones fills
 * neither memory nor Kafka.
 */
@ApplicationScoped
public class Refusals {
    /** The key of what belongs to no tenant. */
    static final String UNKNOWN = "unknown";

    private static final String SOURCE = "/offhook/webhook-service";
    private static final int REMEMBER_AT_MOST = 10_000;

    private final EventPublisher publisher;
    private final MeterRegistry metrics;
    private final int mostUnderWay;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Cache<Like, Boolean> told;
    private final Bucket all;
    private final Clock clock = Clock.systemUTC();

    Refusals(EventPublisher publisher, RefusalsConfiguration configuration, MeterRegistry metrics) {
        this.publisher = publisher;
        this.metrics = metrics;
        mostUnderWay = configuration.underWay();
        told = Caffeine.newBuilder()
                .expireAfterWrite(configuration.every())
                .maximumSize(REMEMBER_AT_MOST)
                .build();
        all = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(configuration.perMinute()).refillGreedy(configuration.perMinute(), MINUTE))
                .build();
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Like(String tenant, RequestRefused.Reason reason, String path) {}

    /**
     * Counts a refused request, and tells of it unless one like it, or too many others, were told of lately.
     *
     * @param tenant the tenant's slug; null when it is not known
     */
    public void tell(@Nullable String tenant, RequestRefused refused) {
        String key = tenant == null ? UNKNOWN : tenant;
        metrics.counter(
                        "offhook.requests.refused",
                        "channel",
                        refused.channel() == null ? UNKNOWN : tag(refused.channel()),
                        "reason",
                        tag(refused.reason()),
                        "taken",
                        Boolean.toString(refused.reportOnly()))
                .increment();
        if (told.asMap().putIfAbsent(new Like(key, refused.reason(), refused.path()), true) == null
                && all.tryConsume(1)) {
            publish(key, refused);
        }
    }

    private void publish(String key, RequestRefused refused) {
        if (underWay.incrementAndGet() > mostUnderWay) {
            underWay.decrementAndGet();
            return;
        }
        var envelope =
                new Envelope<>("refused:" + UUID.randomUUID(), SOURCE, key, key, clock.instant(), null, null, refused);
        publisher.publish(Topic.REFUSALS, key, envelope).whenComplete((done, failure) -> underWay.decrementAndGet());
    }

    private static String tag(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
