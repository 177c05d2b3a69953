package dev.offhook.webhook.replies;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Which turn of a conversation was replied to last, as every replica knows it: what a call goes on with elsewhere. */
public final class LatestTurns {
    private static final Duration KEEP = Duration.ofMinutes(2);
    private static final int KEEP_AT_MOST = 50_000;

    private final Cache<String, Latest> latest = Caffeine.newBuilder()
            .expireAfterWrite(KEEP)
            .maximumSize(KEEP_AT_MOST)
            .build();

    LatestTurns() {}

    /**
     * A turn that was replied to.
     *
     * @param event the id of the turn's event
     * @param at when the last of its replies was published
     */
    public record Latest(String event, Instant at) {}

    /** The turn of this conversation that was replied to last; empty when none was within two minutes. */
    public Optional<Latest> of(String conversation) {
        return Optional.ofNullable(latest.getIfPresent(conversation));
    }

    /** A reply came; one that is older than what is known, read again, changes nothing. */
    void replied(String conversation, String event, Instant at) {
        latest.asMap()
                .merge(
                        conversation,
                        new Latest(event, at),
                        (known, now) -> now.at().isBefore(known.at()) ? known : now);
    }
}
