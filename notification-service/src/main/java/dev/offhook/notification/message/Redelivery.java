package dev.offhook.notification.message;

import java.time.Instant;

/** What to do with a request, given what is known about its message. */
public enum Redelivery {
    /** Nothing was done yet: send it. */
    SEND,
    /** Somebody is at it: look again later. */
    WAIT,
    /** Whoever was at it has died in the middle: its answer is lost. */
    GIVE_UP,
    /** It is over: tell the outcome, again if need be. */
    TELL;

    /**
     * Decides.
     *
     * @param state what is stored
     * @param sendingUntil when the one who sends must be done, null when nobody sends
     * @param now the time
     */
    public static Redelivery of(MessageState state, Instant sendingUntil, Instant now) {
        return switch (state) {
            case MessageState.Accepted _ -> SEND;
            case MessageState.Sending _ -> sendingUntil != null && now.isBefore(sendingUntil) ? WAIT : GIVE_UP;
            case MessageState.Sent _, MessageState.Failed _, MessageState.Unknown _ -> TELL;
        };
    }
}
