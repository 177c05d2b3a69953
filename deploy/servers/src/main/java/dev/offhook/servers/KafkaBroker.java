package dev.offhook.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One real Kafka broker (KRaft: broker and controller in one) inside this JVM, reachable on the loopback interface
 * only. What its data directory holds survives restarts, on other ports too.
 */
public final class KafkaBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it accepts clients.
     *
     * @param dataDirectory created and formatted when it is new
     * @param port of the broker; 0 = a free one. The controller listens on another free one.
     * @throws IllegalStateException when the directory cannot be used or the port is taken
     */
    public static KafkaBroker start(Path dataDirectory, int port) {
        var brokerPort = FreePort.orChosen(port);
        var settings = settings(dataDirectory.toAbsolutePath(), brokerPort, FreePort.orChosen(0));
        format(dataDirectory, settings);
        // Kafka loads its plug-ins with the thread's class loader; under Quarkus' tests another one than its own.
        var callers = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(KafkaBroker.class.getClassLoader());
        var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new IllegalStateException("Kafka does not start on port " + brokerPort + " in " + dataDirectory, e);
        } finally {
            Thread.currentThread().setContextClassLoader(callers);
        }
        return new KafkaBroker(server, brokerPort);
    }

    /** What a client is configured with: {@code 127.0.0.1:<port>}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Stops the broker in order; its data stays. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /**
     * Runs a broker until the process is told to end (SIGTERM).
     *
     * @param arguments the data directory and the port
     */
    public static void main(String[] arguments) {
        var broker = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-kafka"));
        broker.server.awaitShutdown();
    }

    private static Properties settings(Path dataDirectory, int port, int controllerPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", dataDirectory.toString());
        // There is one broker: whatever wants replicas would wait for ever.
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // The defaults (50) cost start time and memory, and one machine has few groups.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        settings.put("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        // A topic that nobody declared is a mistake; created silently it would have the wrong partitions.
        settings.put("auto.create.topics.enable", "false");
        // The first consumer of a group need not wait for others; a killed one is missed soon.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        return settings;
    }

    private static void format(Path dataDirectory, Properties settings) {
        if (Files.exists(dataDirectory.resolve("meta.properties"))) {
            return;
        }
        var output = new ByteArrayOutputStream();
        try {
            Files.createDirectories(dataDirectory);
            var file = Files.createTempFile("offhook-kafka", ".properties");
            try (var writer = Files.newBufferedWriter(file);
                    var print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
                settings.store(writer, null);
                writer.flush();
                var status = StorageTool.execute(
                        new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()}, print);
                if (status != 0) {
                    throw new IllegalStateException(
                            "Kafka cannot format " + dataDirectory + ": " + output.toString(StandardCharsets.UTF_8));
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Kafka cannot use the data directory " + dataDirectory, e);
        }
    }
}
