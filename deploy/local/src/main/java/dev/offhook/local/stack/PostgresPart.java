package dev.offhook.local.stack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

import dev.offhook.servers.PostgresServer;

/** PostgreSQL with the services' databases, started again when it dies. */
final class PostgresPart implements Part {
    static final String NAME = "postgres";

    private final Path data;
    private final int port;
    private final Path log;
    private final Consumer<String> journal;
    private final RestartPolicy restartPolicy = new RestartPolicy();
    private PostgresServer server;
    private int restarts;
    private boolean givenUp;
    private boolean died;
    private boolean stopping;

    private PostgresPart(Path data, int port, Path log, Consumer<String> journal) {
        this.data = data;
        this.port = port;
        this.log = log;
        this.journal = journal;
    }

    /** Starts it and returns when the databases are there. */
    static PostgresPart start(Path data, int port, Path log, Consumer<String> journal) {
        var part = new PostgresPart(data, port, log, journal);
        part.launch();
        return part;
    }

    @Override
    public synchronized ProcessState state() {
        var process = server == null ? null : ProcessHandle.of(server.pid()).orElse(null);
        return new ProcessState(
                NAME,
                1,
                process == null ? 0 : process.pid(),
                process == null ? Instant.EPOCH : ProcessState.startOf(process),
                port,
                0,
                log.toString(),
                restarts,
                givenUp);
    }

    @Override
    public synchronized boolean hasDied() {
        return died;
    }

    @Override
    public synchronized void stop() {
        stopping = true;
        if (server != null) {
            server.close();
        }
    }

    private synchronized void launch() {
        if (stopping) {
            return;
        }
        server = PostgresServer.start(data, port, log);
        Arrays.stream(ServiceName.values())
                .flatMap(service -> service.database().stream())
                .forEach(server::createDatabase);
        ProcessHandle.of(server.pid())
                .ifPresent(process -> process.onExit().thenAcceptAsync(dead -> onDeath(dead.pid())));
        journal.accept("PostgreSQL accepts connections on port " + port);
    }

    private synchronized void onDeath(long pid) {
        if (stopping) {
            return;
        }
        died = true;
        // Gives back the lock that the dead one held on its data.
        server.close();
        if (restartPolicy.afterDeathAt(Instant.now()).isEmpty()) {
            giveUp("PostgreSQL died too often");
            return;
        }
        restarts++;
        journal.accept("PostgreSQL (process " + pid + ") died; it is started again");
        try {
            launch();
        } catch (RuntimeException e) {
            giveUp(e.getMessage());
        }
    }

    private void giveUp(String reason) {
        givenUp = true;
        server = null;
        journal.accept(reason + "; it is not started again: read " + log);
    }
}
