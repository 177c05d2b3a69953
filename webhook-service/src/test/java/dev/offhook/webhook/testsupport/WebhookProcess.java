package dev.offhook.webhook.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.offhook.servers.Servers;
import org.awaitility.Awaitility;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The packaged webhook-service as a process of its own, on the real Kafka of the tests, with the local stack's memory. */
public final class WebhookProcess implements AutoCloseable {
    public static final String SECRETS_KEY = "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final int port;
    private final int managementPort;
    private Duration readyAfter;
    private Duration processorTime;

    private WebhookProcess(Process process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /**
     * Starts one and returns when it is ready.
     *
     * @param settings environment variables beside those that it needs
     */
    public static WebhookProcess start(Map<String, String> settings) {
        return start(settings, List.of());
    }

    /**
     * Starts one and returns when it is ready.
     *
     * @param settings environment variables beside those that it needs
     * @param options of the JVM, beside those of the local stack
     */
    public static WebhookProcess start(Map<String, String> settings, List<String> options) {
        int port = freePort();
        int management = freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx160m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(
                        Path.of("target", "webhook-" + port + ".log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "HOST",
                        "127.0.0.1",
                        "PORT",
                        Integer.toString(port),
                        "MANAGEMENT_PORT",
                        Integer.toString(management),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        Servers.get().bootstrapServers(),
                        "OFFHOOK_PUBLIC_URL",
                        Twilio.PUBLIC_URL,
                        "OFFHOOK_SECRETS_KEYS",
                        SECRETS_KEY,
                        "OFFHOOK_THREAD_KEY",
                        "only-for-tests",
                        "OFFHOOK_SHUTDOWN_DELAY",
                        "0s"));
        builder.environment().putAll(settings);
        try {
            long since = System.nanoTime();
            var started = new WebhookProcess(builder.start(), port, management);
            Awaitility.await().pollInterval(Duration.ofMillis(50)).atMost(START).until(started::ready);
            started.readyAfter = Duration.ofNanos(System.nanoTime() - since);
            started.processorTime = started.process.info().totalCpuDuration().orElse(started.readyAfter);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** How long it took from the start of the process until it was ready. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** How much of the processors' time it had used when it was ready. */
    public Duration processorTime() {
        return processorTime;
    }

    /** How many threads of the operating system it has. */
    public int threads() {
        return Math.toIntExact(ofStatus("Threads:"));
    }

    /** The memory that it keeps in RAM, in MiB. */
    public long residentMegabytes() {
        return ofStatus("VmRSS:") >> 10;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private boolean ready() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("webhook-service ended; its log is target/webhook-" + port + ".log");
        }
        try (var http = new ByteHttp(managementPort)) {
            return http.send("GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1))
                            .status()
                    == 200;
        }
    }

    private long ofStatus(String field) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
