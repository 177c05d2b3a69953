package dev.offhook.events;

/** A record that is no event of this contract: the message says what is wrong with it, without its data. */
public final class UnreadableEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, fit for a dead-letter header */
    public UnreadableEventException(String message) {
        super(message);
    }
}
