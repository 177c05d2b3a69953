package dev.offhook.local.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The command against a service that answers as dialogue-service does. */
class ReplayCommandTest {
    private static final String DIFFERENT = """
            {"conversation":"twilio:CA1","turn":1,"at":"2026-11-20T10:15:30Z","caller":"Сколько стоит?",\
            "then":{"words":"Тысячу.","source":"rule","detail":"price"},\
            "now":{"words":"Две тысячи.","source":"rule","detail":"price"},"comparable":true,"same":false}
            """;
    private static final String SAME = """
            {"conversation":"twilio:CA1","turn":0,"at":"2026-11-20T10:15:30Z",\
            "then":{"words":"Здравствуйте!","source":"greeting"},\
            "now":{"words":"Здравствуйте!","source":"greeting"},"comparable":true,"same":true}
            """;
    private static final String END =
            "{\"summary\":{\"version\":7,\"conversations\":1,\"turns\":2,\"different\":1,\"notComparable\":0}}\n";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private PrintStream out;
    private HttpServer service;
    private volatile int status = 200;
    private volatile String answer = SAME + DIFFERENT + END;
    private volatile String asked;

    @BeforeEach
    void start() throws IOException {
        out = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/api/tenants/clinic/replays", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        System.setOut(out);
        service.stop(0);
    }

    @Test
    void onlyDifferencesAreShownSideBySide() {
        // When
        int code = replay("--since", "2026-11-20T00:00:00Z", "--with-version", "7");

        // Then
        assertThat(code).isZero();
        assertThat(printed.toString(UTF_8))
                .contains(
                        "twilio:CA1 turn 1  different",
                        "› Сколько стоит?",
                        "replay: 1 conversations, 2 turns, 1 different")
                .containsPattern("Тысячу\\. +│ Две тысячи\\.")
                .doesNotContain("Здравствуйте!");
        assertThat(asked).contains("\"since\":\"2026-11-20T00:00:00Z\"", "\"version\":7", "\"llm\":false");
    }

    @Test
    void aDifferenceFailsOnlyWhenAskedFor() {
        assertThat(replay("--fail-on-difference")).isEqualTo(1);
        answer = SAME + END.replace("\"different\":1", "\"different\":0");
        assertThat(replay("--fail-on-difference")).isZero();
    }

    @Test
    void everyTurnIsShownWhenAskedFor() {
        replay("--all");

        assertThat(printed.toString(UTF_8)).contains("turn 0  same", "turn 1  different");
    }

    @Test
    void linesComeAsTheyAreAsJson() {
        replay("--json");

        assertThat(printed.toString(UTF_8).lines()).hasSize(3).allMatch(line -> line.startsWith("{"));
    }

    @Test
    void anAnswerThatBrokeOffIsNoSuccess() {
        answer = SAME;

        assertThat(replay()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 500})
    void aRefusalIsNoSuccess(int refusal) {
        status = refusal;
        answer = "{\"title\":\"not found\",\"status\":404,\"detail\":\"was never seen here\",\"field\":\"version\"}";

        assertThat(replay()).isNotZero();
    }

    @Test
    void pointsInTimeAreReadAsPeopleWriteThem() {
        // Given
        var now = Instant.parse("2026-11-20T10:00:00Z");
        var reader = new PointInTime(Clock.fixed(now, ZoneOffset.UTC));

        // Then
        assertThat(reader.convert("7d")).isEqualTo(now.minus(Duration.ofDays(7)));
        assertThat(reader.convert("2h")).isEqualTo(now.minus(Duration.ofHours(2)));
        assertThat(reader.convert("2026-11-20T13:00:00+03:00")).isEqualTo(now);
        assertThatThrownBy(() -> reader.convert("last week"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("7d");
    }

    @Test
    void aWordLongerThanItsColumnIsBroken() {
        var lines = new SideBySide(23).lines("abcdefghijklmnop", text -> text, "x", text -> text);

        assertThat(lines).containsExactly("abcdefghij │ x", "klmnop     │ ");
    }

    private int replay(String... options) {
        var line = new CommandLine(new ReplayCommand());
        line.setExecutionExceptionHandler((_, _, _) -> CommandLine.ExitCode.SOFTWARE);
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "--tenant",
                "clinic",
                "--url",
                "http://127.0.0.1:" + service.getAddress().getPort()));
        return line.execute(arguments.toArray(String[]::new));
    }
}
