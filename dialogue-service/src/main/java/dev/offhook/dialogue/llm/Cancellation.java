package dev.offhook.dialogue.llm;

/** Ends a call from another thread: the caller interrupted, or hung up. For one call of the client. */
public final class Cancellation {
    private boolean cancelled;
    private Runnable action = () -> {};

    /**
     * Closes the connection to the provider, so that it stops writing, and lets the call return with
     * {@link Outcome#CANCELLED}. Before the call: nothing will be sent. After it: no effect.
     */
    public void cancel() {
        Runnable now;
        synchronized (this) {
            cancelled = true;
            now = action;
        }
        now.run();
    }

    /** Whether it was cancelled. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** What cancelling does from now on; done at once when it was cancelled before. */
    void does(Runnable next) {
        boolean late;
        synchronized (this) {
            action = next;
            late = cancelled;
        }
        if (late) {
            next.run();
        }
    }
}
