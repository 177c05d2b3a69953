package dev.offhook.webhook.limits;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;

/** A generous token bucket for each tenant, which verified requests draw from: one tenant's flood is its own. */
@ApplicationScoped
public class TenantRates {
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final Bandwidth limit;
    // Known tenants only, so that their number bounds it.
    private final Cache<String, Bucket> byTenant =
            Caffeine.newBuilder().expireAfterAccess(FORGET_AFTER).build();

    TenantRates(LimitsConfiguration configuration) {
        limit = Bandwidth.builder()
                .capacity(configuration.tenant().burst())
                .refillGreedy(configuration.tenant().perSecond(), Duration.ofSeconds(1))
                .build();
    }

    /**
     * Draws a token of this tenant.
     *
     * @return false when there is none
     */
    public boolean take(String slug) {
        return byTenant.get(slug, any -> Bucket.builder().addLimit(limit).build())
                .tryConsume(1);
    }
}
