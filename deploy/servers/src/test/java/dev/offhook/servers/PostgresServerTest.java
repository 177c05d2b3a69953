package dev.offhook.servers;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresServerTest {
    @Test
    void serverOfKilledRunIsReplacedAndItsDataKept(@TempDir Path directory) throws Exception {
        // Given
        var data = directory.resolve("postgres");
        var log = directory.resolve("postgres.log");
        var killedRun = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        data.toString(),
                        log.toString())
                .redirectError(Redirect.INHERIT)
                .start();
        assertThat(killedRun.waitFor()).isEqualTo(KilledRun.EXIT_CODE);

        // When
        try (var server = PostgresServer.start(data, 0, log)) {
            server.createDatabase("dialogue");

            // Then
            try (var connection = connect(server.jdbcUrl("dialogue"));
                    var rows = connection.createStatement().executeQuery("select answer from kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
        assertThat(PostgresServer.stopLeftover(data)).isFalse();
    }

    @Test
    void freshDatabasesAreDifferent() throws Exception {
        // Given
        var servers = Servers.get();

        // When
        var first = servers.freshDatabase("test");
        var second = servers.freshDatabase("test");

        // Then
        assertThat(first).isNotEqualTo(second);
        try (var connection = connect(second)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    /** Leaves a running server behind, as a run that is killed does. */
    static final class KilledRun {
        static final int EXIT_CODE = 9;

        public static void main(String[] arguments) throws Exception {
            var server = PostgresServer.start(Path.of(arguments[0]), 0, Path.of(arguments[1]));
            server.createDatabase("dialogue");
            try (var connection = connect(server.jdbcUrl("dialogue"))) {
                connection.createStatement().execute("create table kept as select 42 as answer");
            }
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static Connection connect(String jdbcUrl) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
    }
}
