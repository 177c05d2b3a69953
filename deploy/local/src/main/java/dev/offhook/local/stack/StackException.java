package dev.offhook.local.stack;

/** What a person is told when something cannot be done; the message is the whole story, a stack trace would add none. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what happened and what to do. */
    public StackException(String message) {
        super(message);
    }

    /** With a message that says what happened and what to do, and what caused it. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
