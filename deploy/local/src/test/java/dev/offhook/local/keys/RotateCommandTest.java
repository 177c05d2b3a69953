package dev.offhook.local.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The command against a service that answers as tenant-service does. */
class RotateCommandTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final ConcurrentLinkedDeque<String> answers = new ConcurrentLinkedDeque<>();
    private final List<String> asked = new ArrayList<>();
    private PrintStream out;
    private PrintStream err;
    private HttpServer service;
    private volatile int status = 202;

    @BeforeEach
    void start() throws IOException {
        out = System.out;
        err = System.err;
        System.setOut(new PrintStream(printed, true, UTF_8));
        System.setErr(new PrintStream(errors, true, UTF_8));
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/api/keys/rotations", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] bytes = (answers.size() > 1 ? answers.poll() : answers.peek()).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        System.setOut(out);
        System.setErr(err);
        service.stop(0);
    }

    @Test
    void eachStepAndWhatItWaitsForIsToldOnce() {
        // Given
        answers.add(rotation("distributing", "\"webhook-service/a follows ring 3 and not yet 4\""));
        answers.add(rotation("distributing", "\"webhook-service/a follows ring 3 and not yet 4\""));
        answers.add(rotation("confirming", ""));
        answers.add(rotation("done", ""));

        // When
        int code = rotate("60");

        // Then
        assertThat(code).isZero();
        assertThat(asked).startsWith("POST /api/keys/rotations", "GET /api/keys/rotations/7");
        assertThat(printed.toString(UTF_8))
                .contains("rotation 7", "2026-11-21-9f3c01aa", "done: the old keys are gone, 12 tenants")
                .containsOnlyOnce("the new key is distributed")
                .containsOnlyOnce("waits: webhook-service/a follows ring 3 and not yet 4")
                .containsOnlyOnce("the replicas confirm");
    }

    @Test
    void rotationThatTakesLongerIsNoSuccess() {
        // Given
        answers.add(rotation("distributing", ""));

        // When
        int code = rotate("0");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(errors.toString(UTF_8)).contains("it goes on by itself");
    }

    @Test
    void refusalSaysWhatTheTokenNeeds() {
        // Given
        status = 403;
        answers.add("{}");

        // When
        int code = rotate("60");

        // Then
        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(errors.toString(UTF_8)).contains("platform-admin");
    }

    @Test
    void serviceThatIsNotThereIsNamed() {
        // Given
        service.stop(0);

        // When
        int code = rotate("60");

        // Then
        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(errors.toString(UTF_8)).contains("tenant-service does not answer");
    }

    private static String rotation(String step, String waitsFor) {
        return """
                {"id":7,"step":"%s","key":"2026-11-21-9f3c01aa","sealed":12,"startedBy":"admin","waitsFor":[%s],\
                "lost":[]}""".formatted(step, waitsFor);
    }

    private int rotate(String within) {
        var line = new CommandLine(new RotateCommand());
        line.setExecutionExceptionHandler((failure, _, _) -> {
            System.err.println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(
                "--within",
                within,
                "--url",
                "http://127.0.0.1:" + service.getAddress().getPort());
    }
}
