package dev.offhook.dialogue.erasure;

/** What became of an attempt to delete a recording. */
sealed interface Deleted {

    /** It is no longer there. */
    record Gone() implements Deleted {}

    /**
     * No attempt can ever succeed.
     *
     * @param reason what a person has to do
     */
    record ByHand(String reason) implements Deleted {}

    /**
     * Another attempt may succeed.
     *
     * @param reason why this one did not
     */
    record NotYet(String reason) implements Deleted {}
}
