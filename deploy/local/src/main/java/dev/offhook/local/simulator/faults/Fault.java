package dev.offhook.local.simulator.faults;

import java.time.Duration;

/** What goes wrong with one attempt to hand a message to a provider. */
public sealed interface Fault {

    /**
     * The provider has too many requests: Twilio's 429 with code 20429, Voximplant's error 340. Nothing is taken.
     *
     * @param retryAfter seconds of the {@code Retry-After} header, null for an answer without it
     */
    record Busy(Integer retryAfter) implements Fault {}

    /**
     * Status 500.
     *
     * @param taken whether the message was taken before the provider broke
     */
    record Broken(boolean taken) implements Fault {}

    /**
     * The connection is reset without an answer.
     *
     * @param taken whether the message was taken before
     */
    record Reset(boolean taken) implements Fault {}

    /**
     * The message is taken at once, and the answer comes late.
     *
     * @param pause before the answer
     */
    record Slow(Duration pause) implements Fault {}

    /**
     * The provider refuses the message.
     *
     * @param code the provider's own; 385 in {@code A2PSendSms} refuses the recipient, every other code the request
     */
    record Refused(int code) implements Fault {}

    /** Voximplant answers with the older field name {@code transaction_id}; at Twilio nothing is different. */
    record OldField() implements Fault {}
}
