package dev.offhook.notification.providers;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What became of one attempt to have a message sent. */
public sealed interface Outcome {

    /**
     * The provider has taken it.
     *
     * @param providerId the provider's id of the message
     */
    record Taken(String providerId) implements Outcome {}

    /**
     * The provider has not taken it and never will.
     *
     * @param code the provider's code, null when it told none
     * @param reason in words
     * @param optedOut true when the recipient does not want messages of this sender
     */
    record Refused(@Nullable String code, String reason, boolean optedOut) implements Outcome {}

    /**
     * The provider surely has not taken it now, and may later: asking again cannot send it twice.
     *
     * @param code the provider's code, null when it was not reached
     * @param reason in words
     * @param retryAfter how long the provider wants to be left alone, null when it did not say
     * @param away true when the provider was not reached
     */
    record NotTaken(
            @Nullable String code, String reason, @Nullable Duration retryAfter, boolean away) implements Outcome {}

    /**
     * The provider was not asked: it has failed so often that it is left alone for a while.
     *
     * @param reason in words
     * @param again when it may be asked again, from now
     */
    record NotAsked(String reason, Duration again) implements Outcome {}

    /**
     * The provider was asked, and what it did is not known.
     *
     * @param reason in words
     */
    record Lost(String reason) implements Outcome {}
}
