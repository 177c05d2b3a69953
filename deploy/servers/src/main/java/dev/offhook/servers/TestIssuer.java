package dev.offhook.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A real Keycloak with the demo users for tests. {@code OFFHOOK_TEST_OIDC} in the environment is the issuer of one that
 * already runs, or is about to ({@code ./offhook test} starts it beside the first tests); else it is started once per
 * JVM, and ends with it. It is a child process also where the other servers are containers.
 */
public final class TestIssuer {
    // Test frameworks load this class more than once in a JVM; only system properties are shared by all of them.
    private static final String PROPERTY = "offhook.servers.oidc";
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Duration POLL = Duration.ofMillis(200);

    /** $0 = this process, $1 = Keycloak, $2 = its data. */
    private static final String WATCH = """
            trap '' INT HUP TERM
            while kill -0 "$0" && kill -0 "$1"; do sleep 1; done
            kill -KILL "$1"
            rm -rf "$2"
            """;

    private TestIssuer() {}

    /** The issuer of this JVM's tests; the first call starts it or waits for it. */
    public static String url() {
        synchronized (PROPERTY.intern()) {
            if (System.getProperty(PROPERTY) == null) {
                var running = System.getenv("OFFHOOK_TEST_OIDC");
                System.setProperty(PROPERTY, running == null ? embedded(0) : await(running));
            }
            return System.getProperty(PROPERTY);
        }
    }

    /**
     * Starts one for all test JVMs of a run and returns before it answers. Its data are deleted when this process ends.
     *
     * @param onFailure is told why it does not start
     * @return its issuer, for their {@code OFFHOOK_TEST_OIDC}
     */
    public static String startBehind(Consumer<RuntimeException> onFailure) {
        var port = FreePort.orChosen(0);
        Thread.ofPlatform().daemon().name("start-keycloak").start(() -> {
            try {
                embedded(port);
            } catch (RuntimeException e) {
                onFailure.accept(e);
            }
        });
        return KeycloakServer.issuer(port);
    }

    /** Starts one on data that is deleted when this process ends, and returns its issuer. */
    private static String embedded(int port) {
        try {
            var directory = Files.createTempDirectory("offhook-keycloak");
            var log = directory.resolve("keycloak.log");
            var server = KeycloakServer.launch(directory.resolve("data"), port, log);
            cleanUpAfterThisProcess(server.pid(), directory);
            server.awaitReady(log);
            return server.issuer();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a directory for the data of Keycloak", e);
        }
    }

    private static String await(String issuer) {
        var end = Instant.now().plus(PATIENCE);
        var tokens = new Tokens(issuer);
        while (!tokens.areThere()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("no OIDC issuer answers at OFFHOOK_TEST_OIDC=" + issuer);
            }
            Tokens.pause(POLL);
        }
        return issuer;
    }

    /** As {@link ServerSource} does it, for the same reason. */
    private static void cleanUpAfterThisProcess(long keycloak, Path directory) throws IOException {
        var nowhere = new File("/dev/null");
        new ProcessBuilder(
                        "sh",
                        "-c",
                        WATCH,
                        Long.toString(ProcessHandle.current().pid()),
                        Long.toString(keycloak),
                        directory.toString())
                .redirectInput(Redirect.from(nowhere))
                .redirectOutput(Redirect.to(nowhere))
                .redirectError(Redirect.to(nowhere))
                .start();
    }
}
