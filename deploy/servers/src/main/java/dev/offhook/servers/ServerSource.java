package dev.offhook.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Started servers.
 *
 * @param bootstrapServers of Kafka
 * @param adminUrl JDBC URL of the database {@code postgres}, or of another that always exists
 */
record ServerSource(String bootstrapServers, String adminUrl) {
    private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
    private static final String POSTGRES_IMAGE = "postgres:18";

    private static final File NOWHERE = new File("/dev/null");

    /** $0 = this process, $1 = PostgreSQL, $2 = the directory of both servers' data. */
    private static final String WATCH = """
            trap '' INT HUP TERM
            while kill -0 "$0"; do sleep 1; done
            kill -INT "$1"
            for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" && sleep 1; done
            kill -KILL "$1"
            rm -rf "$2"
            """;

    static ServerSource ofThisRun() {
        var kafka = System.getenv("OFFHOOK_TEST_KAFKA");
        var postgres = System.getenv("OFFHOOK_TEST_POSTGRES");
        if (kafka != null && postgres != null) {
            return new ServerSource(kafka, postgres);
        }
        var wanted = System.getProperty(
                "offhook.test.servers", System.getenv().getOrDefault("OFFHOOK_TEST_SERVERS", "embedded"));
        return switch (wanted) {
            case "containers" -> containers();
            case "embedded" -> embedded();
            default ->
                throw new IllegalArgumentException(
                        "offhook.test.servers is '" + wanted + "'; it is 'embedded' or 'containers'");
        };
    }

    private static ServerSource embedded() {
        try {
            var directory = Files.createTempDirectory("offhook-servers");
            var kafka = CompletableFuture.supplyAsync(
                    () -> KafkaBroker.start(directory.resolve("kafka"), 0),
                    task -> Thread.ofPlatform().name("start-kafka").start(task));
            var postgres = PostgresServer.start(directory.resolve("postgres"), 0, directory.resolve("postgres.log"));
            var broker = kafka.join();
            cleanUpAfterThisProcess(postgres.pid(), directory);
            return new ServerSource(broker.bootstrapServers(), postgres.jdbcUrl(PostgresServer.USER));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a directory for the data of the test servers", e);
        }
    }

    /** Not closed here: Testcontainers' own reaper removes them when this JVM is gone. */
    private static ServerSource containers() {
        var kafka = new KafkaContainer(KAFKA_IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4");
        var postgres = new PostgreSQLContainer(POSTGRES_IMAGE)
                .withDatabaseName(PostgresServer.USER)
                .withUsername(PostgresServer.USER)
                .withPassword(PostgresServer.USER);
        Startables.deepStart(kafka, postgres).join();
        return new ServerSource(kafka.getBootstrapServers(), postgres.getJdbcUrl());
    }

    /**
     * A shutdown hook cannot do it: test frameworks close its class loader before it runs, and a killed JVM runs none.
     */
    private static void cleanUpAfterThisProcess(long postgres, Path directory) throws IOException {
        new ProcessBuilder(
                        "sh",
                        "-c",
                        WATCH,
                        Long.toString(ProcessHandle.current().pid()),
                        Long.toString(postgres),
                        directory.toString())
                .redirectInput(Redirect.from(NOWHERE))
                .redirectOutput(Redirect.to(NOWHERE))
                .redirectError(Redirect.to(NOWHERE))
                .start();
    }
}
