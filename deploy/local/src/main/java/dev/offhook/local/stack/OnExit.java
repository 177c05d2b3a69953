package dev.offhook.local.stack;

/** Something to do when this process is told to end (Ctrl-C, SIGTERM) while a block runs. */
public final class OnExit implements AutoCloseable {
    private final Thread ending;

    private OnExit(Thread ending) {
        this.ending = ending;
    }

    /** Does it from now on until this is closed. */
    public static OnExit run(Runnable what) {
        var ending = new Thread(what, "on-exit");
        Runtime.getRuntime().addShutdownHook(ending);
        return new OnExit(ending);
    }

    /** It need not be done any more. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // The process ends already: it is being done.
            return;
        }
    }
}
