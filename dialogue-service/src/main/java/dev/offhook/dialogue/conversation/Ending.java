package dev.offhook.dialogue.conversation;

/** What follows the words of an answer. */
sealed interface Ending {
    /** The caller's turn. */
    record Listening() implements Ending {}

    /** The end of the call. */
    record HangingUp() implements Ending {}

    /** A human. */
    record Connecting(String number, int timeoutSeconds) implements Ending {}

    /** A message of the caller. */
    record Taking(int maxSeconds) implements Ending {}

    /** No call at all. */
    record Refusing(String reason) implements Ending {}
}
