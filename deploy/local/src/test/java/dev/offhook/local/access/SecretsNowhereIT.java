package dev.offhook.local.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.offhook.events.Provider;
import dev.offhook.local.provider.Ingress;
import dev.offhook.local.provider.Telephony;
import dev.offhook.local.provider.TenantsFile;
import dev.offhook.local.testsupport.RunningStack;
import dev.offhook.local.token.StackTokens;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A secret that was written is found nowhere again: every answer, log, record and row is searched for it. */
@ExtendWith(RunningStack.Given.class)
class SecretsNowhereIT {
    private static final String TENANT = "hotel-royal";
    private static final String NAME = "voximplant.callback-salt";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningStack stack;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String secret = "nowhere-" + UUID.randomUUID() + "-zzzz";
    private String token;

    SecretsNowhereIT(RunningStack stack) {
        this.stack = stack;
    }

    @Test
    void aSecretThatWasWrittenIsReadBackNowhere() throws Exception {
        // Given
        token = new StackTokens(stack.layout()).of("admin", "admin");

        // When
        String written =
                send("PUT", tenant("/api/tenants/" + TENANT + "/secrets/" + NAME), "{\"value\":\"" + secret + "\"}");
        String refused =
                send("PUT", tenant("/api/tenants/" + TENANT + "/secrets/Not%20Good"), "{\"value\":\"" + secret + "\"}");
        call();
        awaitOnTopic();

        // Then
        assertThat(Stream.of(written, refused)).noneMatch(this::holds);
        assertThat(answers()).isNotEmpty().noneMatch(this::holds);
        assertThat(logs()).isNotEmpty().noneMatch(this::holds);
        assertThat(records()).isNotEmpty().noneMatch(this::holds);
        assertThat(rows()).isNotEmpty().noneMatch(this::holds);
        assertThat(send("GET", tenant("/api/tenants/" + TENANT + "/secrets"), ""))
                .contains(NAME, "zzzz");
    }

    /** As it is, or in base64 at any offset. */
    private boolean holds(String text) {
        return text.contains(secret)
                || Stream.of("", "x", "xx")
                        .map(before ->
                                Base64.getEncoder().encodeToString((before + secret).getBytes(StandardCharsets.UTF_8)))
                        .anyMatch(encoded -> text.contains(encoded.substring(4, encoded.length() - 4)));
    }

    private void call() {
        int port = stack.ports().webhook();
        try (var ingress = new Ingress("http://localhost:" + port, port, 1)) {
            var tenants = TenantsFile.read(stack.layout().tenantsFile());
            var call = new Telephony(ingress, tenants).call(TENANT, Provider.VOXIMPLANT);
            call.start().join();
            call.end().join();
        }
    }

    /** Everything that can be read about the tenant. */
    private List<String> answers() {
        return Row.all().stream()
                .filter(row -> row.endpoint().method().equals("GET")
                        && !row.target(TENANT).endsWith("/events")
                        && !row.target(TENANT).endsWith("/live"))
                .filter(row -> row.rule() != Rule.OPEN && row.rule() != Rule.CONSOLE)
                .map(row -> send("GET", row.address(stack.ports(), TENANT), ""))
                .toList();
    }

    private URI tenant(String path) {
        return URI.create("http://localhost:" + stack.ports().tenant() + path);
    }

    private String send(String method, URI address, String body) {
        try {
            return http.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(PATIENCE)
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .method(
                                            method,
                                            body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(address + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private List<String> logs() throws IOException {
        try (var files = Files.walk(stack.layout().logs())) {
            return files.filter(Files::isRegularFile)
                    .map(SecretsNowhereIT::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(file + " does not read", e);
        }
    }

    private void awaitOnTopic() {
        await().atMost(PATIENCE).until(() -> records().stream().anyMatch(record -> record.contains(NAME)));
    }

    /** Every record of every topic: key, headers and value. */
    private List<String> records() {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:" + stack.ports().kafka(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<String>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> all.add(text(record)));
            }
            return all;
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        var text = new StringBuilder();
        record.headers().forEach(header -> text.append(header.key())
                .append('=')
                .append(latin(header.value()))
                .append('\n'));
        return text.append(latin(record.key()))
                .append('\n')
                .append(latin(record.value()))
                .toString();
    }

    private static String latin(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Every row of every table of every database. */
    private List<String> rows() throws SQLException {
        var all = new ArrayList<String>();
        for (String database : column("postgres", "select datname from pg_database where not datistemplate")) {
            String tables = "select format('%I.%I', schemaname, tablename) from pg_tables"
                    + " where schemaname not in ('pg_catalog', 'information_schema')";
            for (String table : column(database, tables)) {
                all.addAll(column(database, "select t::text from " + table + " t"));
            }
        }
        return all;
    }

    private List<String> column(String database, String query) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + stack.ports().postgres() + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                var rows = connection.createStatement().executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
