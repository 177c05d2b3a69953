package dev.offhook.local.stack;

/** A part of a stack that the supervisor keeps running. */
interface Part {
    /** What is known of it now. */
    ProcessState state();

    /** Whether it has died since the supervisor started it. */
    boolean hasDied();

    /** Ends it in order and does not start it again; returns when it is gone. */
    void stop();
}
