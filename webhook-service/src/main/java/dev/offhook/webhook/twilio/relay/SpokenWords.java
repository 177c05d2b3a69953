package dev.offhook.webhook.twilio.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long our words are heard: what Twilio tells of it, else what their length lets expect. */
final class SpokenWords {
    /** Where Twilio tells of the end, an estimate only bounds the wait for a word of it that got lost. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private final Clock clock;
    private final int charactersPerSecond;
    private Instant expectedEnd;
    private boolean speaking;
    private boolean told;

    SpokenWords(Clock clock, int charactersPerSecond) {
        this.clock = clock;
        this.charactersPerSecond = charactersPerSecond;
        expectedEnd = clock.instant();
    }

    /**
     * Words went out.
     *
     * @return when they will have been heard
     */
    Instant sent(String words) {
        var now = clock.instant();
        var begin = expectedEnd.isAfter(now) ? expectedEnd : now;
        expectedEnd = begin.plusMillis(words.length() * 1000L / charactersPerSecond);
        speaking = true;
        return expectedEnd;
    }

    /** True when this moment is over. */
    boolean past(Instant moment) {
        return !moment.isAfter(clock.instant());
    }

    /** Twilio tells that our words are heard now. */
    void begun() {
        told = true;
        speaking = true;
    }

    /** Our words are over, or cut off. */
    void over() {
        speaking = false;
        expectedEnd = clock.instant();
    }

    /** True while words are heard, as far as we know. */
    boolean heard() {
        return left().isPositive();
    }

    /** How long they will be heard at most; zero when they are over. */
    Duration left() {
        if (!speaking) {
            return Duration.ZERO;
        }
        var left = Duration.between(clock.instant(), expectedEnd);
        var expected = left.isNegative() ? Duration.ZERO : left;
        return told ? expected.plus(SLACK) : expected;
    }
}
