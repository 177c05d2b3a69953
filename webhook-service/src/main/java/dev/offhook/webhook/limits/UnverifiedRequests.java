package dev.offhook.webhook.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;

/**
 * A token bucket for each source address, which only requests that nobody could verify draw from. Bounded: an address
 * is remembered only after such a request, and until its bucket is full again.
 */
@ApplicationScoped
public class UnverifiedRequests {
    private static final int NETWORK_BYTES = 8;

    private final BucketConfiguration bucket;
    private final Cache<String, Bucket> bySource;

    UnverifiedRequests(LimitsConfiguration configuration) {
        var limit = configuration.unverified();
        bucket = BucketConfiguration.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.burst()).refillGreedy(limit.perMinute(), Duration.ofMinutes(1)))
                .build();
        bySource = Caffeine.newBuilder()
                .maximumSize(limit.sourcesAtMost())
                .expireAfterAccess(Duration.ofMinutes(1 + limit.burst() / Math.max(1, limit.perMinute())))
                .build();
    }

    /** Draws one token for a request that could not be verified. */
    public void count(InetAddress source) {
        bySource.get(network(source), any -> Bucket.builder()
                        .addLimit(bucket.getBandwidths()[0])
                        .build())
                .tryConsume(1);
    }

    /**
     * Lets a request in that has not been looked at.
     *
     * @throws TooManyRequests when its source's bucket is empty
     */
    public void admit(InetAddress source) throws TooManyRequests {
        var known = bySource.getIfPresent(network(source));
        if (known != null && known.getAvailableTokens() == 0) {
            var wait = Duration.ofNanos(known.estimateAbilityToConsume(1).getNanosToWaitForRefill());
            throw new TooManyRequests(
                    "too many requests that could not be verified came from this address; offhook.limits.unverified"
                            + " is the limit",
                    wait);
        }
    }

    /** What shares a bucket: an IPv4 address, or the network of 64 bits that one IPv6 customer has. */
    static String network(InetAddress source) {
        return source instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(source.getAddress(), NETWORK_BYTES)) + "/64"
                : source.getHostAddress();
    }
}
