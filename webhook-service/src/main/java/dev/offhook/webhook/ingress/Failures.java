package dev.offhook.webhook.ingress;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Which calls have just heard an apology. Kept per replica: a replica that is new to a call apologises once more
 * before it gives up, which is the kinder error.
 */
@ApplicationScoped
public class Failures {
    private static final Duration REMEMBER = Duration.ofMinutes(10);
    private static final int REMEMBER_AT_MOST = 100_000;

    private final Cache<String, Boolean> failed = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBER)
            .maximumSize(REMEMBER_AT_MOST)
            .build();

    /** True when the call's last turn did not fail. */
    boolean first(String conversation) {
        return failed.getIfPresent(conversation) == null;
    }

    void count(String conversation) {
        failed.put(conversation, true);
    }

    void forget(String conversation) {
        failed.invalidate(conversation);
    }
}
