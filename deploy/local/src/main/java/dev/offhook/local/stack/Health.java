package dev.offhook.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a process is. */
public enum Health {
    /** It does its work. */
    UP,
    /** It runs and is not ready yet. */
    STARTING,
    /** It does not run, or has not become ready for a long time. */
    DOWN;

    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private static final int OK = 200;

    /** Asks the process: readiness over HTTP where it has a management port, else whether its port answers. */
    public static Health of(ProcessState process) {
        if (process.handle().isEmpty()) {
            return process.givenUp() ? DOWN : STARTING;
        }
        if (isReady(process)) {
            return UP;
        }
        return process.startedAt().plus(LONGEST_START).isAfter(Instant.now()) ? STARTING : DOWN;
    }

    static boolean isReady(ProcessState process) {
        return process.managementPort() == 0
                ? new LocalPort(process.port()).answers()
                : ask(process).filter(answer -> answer.statusCode() == OK).isPresent();
    }

    /** What the process says about its readiness, for a person. */
    static String explain(ProcessState process) {
        if (process.managementPort() == 0) {
            return "nothing listens on port " + process.port();
        }
        return ask(process)
                .map(answer -> answer.body().strip())
                .orElse("nothing answers on port " + process.managementPort());
    }

    private static Optional<HttpResponse<String>> ask(ProcessState process) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + process.managementPort() + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        try {
            return Optional.of(CLIENT.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
