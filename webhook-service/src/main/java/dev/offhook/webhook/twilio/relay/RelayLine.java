package dev.offhook.webhook.twilio.relay;

import java.time.Duration;
import java.util.Optional;

/** What a session needs of the world. All of it is used on one thread, on which timers fire too. */
public interface RelayLine {

    /** A timer that has been set. */
    interface Timer {
        /** It does not fire any more. */
        void cancel();
    }

    /** Sends a text message. */
    void send(String json);

    /**
     * Closes the socket.
     *
     * @param code of RFC 6455, e.g. 1000
     */
    void close(int code, String reason);

    /** Does something later. */
    Timer after(Duration delay, Runnable task);

    /** The call of a session; empty when the session may not have it: it does not fit the handshake. */
    Optional<RelayTurns> call(RelayMessage.Setup setup);

    /** Something worth counting happened; {@code what} is of a small set. */
    void count(String what);

    /** The first words of a turn went out, so long after the caller had ended. */
    void firstWords(Duration after);
}
