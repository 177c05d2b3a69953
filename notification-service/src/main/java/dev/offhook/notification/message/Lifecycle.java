package dev.offhook.notification.message;

import dev.offhook.events.SmsEvent.Status;

/**
 * Which state may follow which.
 *
 * <pre>
 * accepted ─▶ scheduled ─▶ sending ─▶ unknown ─▶ sent ─▶ delivered | undelivered | failed
 *     └───────────┴───────────┴──────────┴─▶ failed | expired | suppressed
 * </pre>
 *
 * A state may be jumped over, and none is ever gone back to: a message that a provider was asked to take, and surely has
 * not taken, stays {@code sending} until it is asked again, and one that was looked for in vain stays {@code unknown}.
 * So words that arrive in any order, and twice, end in the same state.
 */
public final class Lifecycle {
    private Lifecycle() {}

    /** True when nothing follows. */
    public static boolean isFinal(Status state) {
        return switch (state) {
            case ACCEPTED, SCHEDULED, SENDING, UNKNOWN, SENT -> false;
            case DELIVERED, UNDELIVERED, FAILED, EXPIRED, SUPPRESSED -> true;
        };
    }

    /** True when a message that is {@code from} may become {@code to}. */
    public static boolean allows(Status from, Status to) {
        return rank(to) > rank(from)
                && switch (to) {
                    case ACCEPTED -> false;
                    case SCHEDULED, SENDING, FAILED -> true;
                    // Nobody can have lost, taken or delivered what nobody was asked to take.
                    case UNKNOWN, SENT, DELIVERED, UNDELIVERED -> rank(from) >= rank(Status.SENDING);
                    // What a provider has taken can be held back no more.
                    case EXPIRED, SUPPRESSED -> from != Status.SENT;
                };
    }

    private static int rank(Status state) {
        return switch (state) {
            case ACCEPTED -> 0;
            case SCHEDULED -> 1;
            case SENDING -> 2;
            case UNKNOWN -> 3;
            case SENT -> 4;
            case DELIVERED, UNDELIVERED, FAILED, EXPIRED, SUPPRESSED -> 5;
        };
    }
}
