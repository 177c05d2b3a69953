package dev.offhook.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * One real PostgreSQL server as a child process, reachable on the loopback interface only. It runs as root too. What
 * its data directory holds survives restarts.
 */
public final class PostgresServer implements AutoCloseable {
    /** The superuser of every database; any password is right. */
    public static final String USER = "postgres";

    private static final Duration STARTUP_WAIT = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 10;

    private final EmbeddedPostgres server;
    private final long pid;
    private final Path dataDirectory;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PostgresServer(EmbeddedPostgres server, Path dataDirectory) {
        this.server = server;
        this.dataDirectory = dataDirectory;
        this.pid = runningPid(dataDirectory).map(ProcessHandle::pid).orElse(-1L);
    }

    /**
     * Starts a server, after it has stopped one that an earlier, killed run left on the same directory, and returns
     * when it accepts connections.
     *
     * @param dataDirectory created and initialised when it is new
     * @param port to listen on; 0 = a free one
     * @param log where the server's own output goes; it is appended
     * @throws IllegalStateException when the server does not start
     */
    public static PostgresServer start(Path dataDirectory, int port, Path log) {
        var directory = dataDirectory.toAbsolutePath();
        stopLeftover(directory);
        try {
            Files.createDirectories(directory.getParent());
            var server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(FreePort.orChosen(port))
                    .setPGStartupWait(STARTUP_WAIT)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    // Off by default here: a kill would then take back what was answered "committed".
                    .setServerConfig("synchronous_commit", "on")
                    // Sockets in /tmp of two servers with one port number would meet.
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
            return new PostgresServer(server, directory);
        } catch (IOException | RuntimeException e) {
            stopLeftover(directory);
            throw new IllegalStateException(
                    "PostgreSQL does not start on port " + port + " in " + directory + "; its log is " + log, e);
        }
    }

    /**
     * Stops the server of this data directory when a killed run left it.
     *
     * @return whether there was one
     */
    public static boolean stopLeftover(Path dataDirectory) {
        var leftover = runningPid(dataDirectory.toAbsolutePath());
        leftover.ifPresent(PostgresServer::stop);
        try {
            Files.deleteIfExists(dataDirectory.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new IllegalStateException("cannot delete the stale " + dataDirectory.resolve("postmaster.pid"), e);
        }
        return leftover.isPresent();
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    /** The process id of the server. */
    public long pid() {
        return pid;
    }

    /** The JDBC URL of a database of this server, whether it exists or not. */
    public String jdbcUrl(String database) {
        return jdbcUrl(port(), database);
    }

    /**
     * Creates a database unless it is there.
     *
     * @param database a plain name: lower-case letters, digits, underscores
     */
    public void createDatabase(String database) {
        Databases.createIfMissing(jdbcUrl(USER), USER, USER, database);
    }

    /** Stops the server in order; its data stays. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                server.close();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL in " + dataDirectory + " does not stop", e);
            } finally {
                stopLeftover(dataDirectory);
            }
        }
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The live postmaster of the directory, by its pid file; a recycled pid is some other program. */
    private static Optional<ProcessHandle> runningPid(Path dataDirectory) {
        var pidFile = dataDirectory.resolve("postmaster.pid");
        try {
            var lines = Files.readAllLines(pidFile);
            if (lines.size() < 2 || !Path.of(lines.get(1)).toRealPath().equals(dataDirectory.toRealPath())) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(PostgresServer::isPostgres);
        } catch (IOException | NumberFormatException e) {
            // No file, or one that is being written or was cut off: nothing of ours runs that could be named.
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(command -> command.contains("postgres"))
                        .orElse(false);
    }

    /** SIGINT is PostgreSQL's "fast" stop; SIGTERM would wait for the clients to leave. */
    private static void stop(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
            postmaster.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | IOException e) {
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        } catch (InterruptedException e) {
            postmaster.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
