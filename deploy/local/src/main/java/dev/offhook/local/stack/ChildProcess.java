package dev.offhook.local.stack;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A child process that is started again as soon as it dies. */
final class ChildProcess implements Part {

    /**
     * What to run.
     *
     * @param managementPort 0 when it has none
     * @param stopPatience how long it may take to end by itself
     */
    record Program(
            String name,
            int replica,
            int port,
            int managementPort,
            List<String> command,
            Map<String, String> environment,
            Path log,
            Duration stopPatience) {
        String title() {
            return name + " " + replica;
        }
    }

    private final Program program;
    private final Consumer<String> journal;
    private final RestartPolicy restartPolicy = new RestartPolicy();
    private Process process;
    private int restarts;
    private boolean givenUp;
    private boolean died;
    private boolean stopping;

    private ChildProcess(Program program, Consumer<String> journal) {
        this.program = program;
        this.journal = journal;
    }

    /**
     * Starts it.
     *
     * @param journal is told a line whenever something changed
     */
    static ChildProcess start(Program program, Consumer<String> journal) {
        var child = new ChildProcess(program, journal);
        child.launch();
        return child;
    }

    @Override
    public synchronized ProcessState state() {
        var alive = process != null && process.isAlive();
        return new ProcessState(
                program.name(),
                program.replica(),
                alive ? process.pid() : 0,
                alive ? ProcessState.startOf(process.toHandle()) : Instant.EPOCH,
                program.port(),
                program.managementPort(),
                program.log().toString(),
                restarts,
                givenUp);
    }

    @Override
    public synchronized boolean hasDied() {
        return died;
    }

    @Override
    public void stop() {
        Process last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        if (last == null) {
            return;
        }
        last.destroy();
        try {
            last.onExit().get(program.stopPatience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            last.destroyForcibly().onExit().join();
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void launch() {
        synchronized (this) {
            if (stopping) {
                return;
            }
            var builder = new ProcessBuilder(program.command())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(Redirect.appendTo(program.log().toFile()))
                    .redirectErrorStream(true);
            builder.environment().putAll(program.environment());
            try {
                process = builder.start();
            } catch (IOException e) {
                throw new StackException("cannot start " + program.title() + ": " + e.getMessage(), e);
            }
            process.onExit().thenAccept(this::onDeath);
        }
        journal.accept(program.title() + " runs as process " + state().pid());
    }

    private void onDeath(Process dead) {
        Duration delay;
        String report;
        synchronized (this) {
            if (stopping) {
                return;
            }
            died = true;
            report = program.title() + " (process " + dead.pid() + ") died with exit code " + dead.exitValue();
            var next = restartPolicy.afterDeathAt(Instant.now());
            if (next.isEmpty()) {
                givenUp = true;
                report += "; it died " + RestartPolicy.TOO_MANY + " times within " + RestartPolicy.WINDOW.toSeconds()
                        + " s and is not started again: read " + program.log();
            } else {
                restarts++;
            }
            delay = next.orElse(null);
        }
        if (delay == null) {
            journal.accept(report);
        } else if (delay.isZero()) {
            launch();
            journal.accept(report + "; it is started again");
        } else {
            journal.accept(report + "; it is started again in " + delay.toMillis() + " ms");
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::launch);
        }
    }
}
