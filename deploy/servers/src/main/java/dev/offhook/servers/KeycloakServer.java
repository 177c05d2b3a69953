package dev.offhook.servers;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One real Keycloak with the realm {@code offhook} (file {@code deploy/keycloak/offhook-realm.json}) as a child
 * process, reachable on the loopback interface only. What its data directory holds survives restarts, users and keys
 * among it; a realm that is there already is not imported again.
 *
 * <p>There is no other way to have one here: where tests get Kafka and PostgreSQL in containers, Keycloak stays this
 * child process.
 */
public final class KeycloakServer implements AutoCloseable {
    /** The environment of the process: an administrator of the console at {@code /admin}, for this machine only. */
    public static final Map<String, String> ENVIRONMENT =
            Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");

    private static final Duration LONGEST_START = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long STOP_SECONDS = 10;
    private static final int AUGMENTED = 10;

    private final Process process;
    private final String issuer;

    private KeycloakServer(Process process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /**
     * Starts a server and returns when its realm answers.
     *
     * @param dataDirectory created when it is new
     * @param port to listen on; 0 = a free one
     * @param log where the server's own output goes, and Maven's when the distribution must be got; it is appended
     * @throws IllegalStateException when the server does not start
     */
    public static KeycloakServer start(Path dataDirectory, int port, Path log) {
        var server = launch(dataDirectory, port, log);
        server.awaitReady(log);
        return server;
    }

    /** As {@link #start}, but returns when the process runs. */
    static KeycloakServer launch(Path dataDirectory, int port, Path log) {
        var chosen = FreePort.orChosen(port);
        try {
            var builder = new ProcessBuilder(command(dataDirectory, chosen, log))
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .redirectErrorStream(true);
            builder.environment().putAll(ENVIRONMENT);
            return new KeycloakServer(builder.start(), issuer(chosen));
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak does not start on port " + chosen + "; its log is " + log, e);
        }
    }

    /**
     * The command that runs a server until it is told to end (SIGTERM), for who keeps the process itself; with
     * {@link #ENVIRONMENT}. Gets the distribution and prepares the data directory first, which takes from a moment to
     * minutes.
     *
     * @param dataDirectory created when it is new
     * @param port to listen on
     * @param log where Maven's output goes when the distribution must be got; it is appended
     * @throws IllegalStateException when the distribution cannot be had
     */
    public static List<String> command(Path dataDirectory, int port, Path log) {
        try {
            var home = dataDirectory.toAbsolutePath();
            Files.createDirectories(home);
            var distribution = KeycloakDistribution.get(log, unpacked -> augment(unpacked, log));
            prepareHome(home, distribution);
            return command(distribution, home, port);
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak cannot use the data directory " + dataDirectory, e);
        }
    }

    /** What the tokens of a server on this port say that they come from. */
    public static String issuer(int port) {
        return "http://localhost:" + port + "/realms/offhook";
    }

    /** What the tokens of this server say that they come from. */
    public String issuer() {
        return issuer;
    }

    /** The process id of the server. */
    public long pid() {
        return process.pid();
    }

    /** Stops the server in order; its data stays. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly().onExit().join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the realm answers; stops the server when it does not within 3 minutes. */
    void awaitReady(Path log) {
        var end = Instant.now().plus(LONGEST_START);
        var tokens = new Tokens(issuer);
        while (!tokens.areThere()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                close();
                throw new IllegalStateException("Keycloak does not answer at " + issuer + "; its log is " + log);
            }
            Tokens.pause(POLL);
        }
    }

    /** Keycloak looks for all its folders in its home; only the data are this server's own. */
    private static void prepareHome(Path home, Path distribution) throws IOException {
        for (var folder : List.of("conf", "providers", "themes", "data/import")) {
            Files.createDirectories(home.resolve(folder));
        }
        var lib = home.resolve("lib");
        Files.deleteIfExists(lib);
        Files.createSymbolicLink(lib, distribution.resolve("lib"));
        Files.copy(
                KeycloakDistribution.projectRoot().resolve("deploy/keycloak/offhook-realm.json"),
                home.resolve("data/import/offhook-realm.json"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Once after unpacking: the first start only builds what these settings need, and ends. Else each start would. */
    private static void augment(Path unpacked, Path log) throws IOException {
        var exitCode =
                KeycloakDistribution.waitFor(new ProcessBuilder(command(unpacked, unpacked, FreePort.orChosen(0)))
                        .redirectInput(Redirect.from(new File("/dev/null")))
                        .redirectOutput(Redirect.appendTo(log.toFile()))
                        .redirectErrorStream(true)
                        .start());
        if (exitCode != AUGMENTED) {
            throw new IllegalStateException(
                    "Keycloak cannot build itself (exit code " + exitCode + "); its log is " + log);
        }
    }

    /** What {@code kc.sh start-dev} runs, without the shell around it: a signal reaches the server itself. */
    private static List<String> command(Path distribution, Path home, int port) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:+UseSerialGC",
                // It starts in two thirds of the time, and nobody loads it here.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-cp",
                distribution.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(List.of(
                "start-dev",
                "--import-realm",
                "--cache=local",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                // Else the issuer would be whatever name the client used.
                "--hostname=http://localhost:" + port));
        return command;
    }
}
