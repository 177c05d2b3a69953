package dev.offhook.local.stack;

import java.time.Instant;
import java.util.function.Consumer;

import dev.offhook.local.stack.ChildProcess.Program;

/**
 * Keycloak, started behind the rest of the stack: what it needs before its process can run (a download of 165 MB, the
 * first time) keeps nobody waiting, and a stack without it still takes calls.
 */
final class KeycloakPart implements Part {
    static final String NAME = "keycloak";

    private final ProcessState withoutProcess;
    private final Consumer<String> journal;
    private volatile ChildProcess child;
    private volatile boolean failed;
    private volatile boolean stopping;
    private Thread starter;

    private KeycloakPart(ProcessState withoutProcess, Consumer<String> journal) {
        this.withoutProcess = withoutProcess;
        this.journal = journal;
    }

    /** Gives the program; it may take minutes, and be interrupted. */
    interface Preparation {
        Program prepare();
    }

    /** Begins to start it and returns at once. */
    static KeycloakPart start(Layout layout, Preparation preparation, Consumer<String> journal) {
        var withoutProcess = new ProcessState(
                NAME,
                1,
                0,
                Instant.EPOCH,
                layout.ports().keycloak(),
                0,
                layout.log(NAME).toString(),
                0,
                false);
        var part = new KeycloakPart(withoutProcess, journal);
        part.starter = Thread.ofPlatform().daemon().name("start-keycloak").start(() -> part.launch(preparation));
        return part;
    }

    @Override
    public ProcessState state() {
        var running = child;
        if (running != null) {
            return running.state();
        }
        return failed ? withoutProcess.asGivenUp() : withoutProcess;
    }

    @Override
    public boolean hasDied() {
        var running = child;
        return failed || running != null && running.hasDied();
    }

    @Override
    public void stop() {
        stopping = true;
        starter.interrupt();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var running = child;
        if (running != null) {
            running.stop();
        }
    }

    /** Holds no lock while it tells the journal: that asks for {@link #state} under a lock of its own. */
    private void launch(Preparation preparation) {
        try {
            var program = preparation.prepare();
            if (!stopping) {
                child = ChildProcess.start(program, journal);
                journal.accept("");
            }
        } catch (StackException | IllegalStateException e) {
            failed = true;
            if (!stopping) {
                journal.accept("Keycloak does not start, and nobody gets a token: " + e.getMessage());
            }
        }
    }
}
