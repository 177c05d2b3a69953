package dev.offhook.local.simulator;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offhook.events.EventJson;
import dev.offhook.local.simulator.twilio.TwilioApi;
import dev.offhook.local.simulator.voximplant.VoximplantApi;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * The providers' REST APIs on loopback.
 *
 * <p>{@code GET /simulator/messages} shows what was sent, newest last, with {@code ?to=} only what one number got;
 * {@code DELETE /simulator/messages} forgets it.
 */
public final class Simulator implements AutoCloseable {
    private static final String MESSAGES = "/simulator/messages";
    private static final long START_SECONDS = 20;
    // A body of 1600 Cyrillic letters is 9600 characters on the wire; Vert.x refuses attributes over 8192 by default.
    private static final int LONGEST_PARAMETER = 64 * 1024;

    private final Vertx vertx;
    private final Ledger ledger;
    private final List<ProviderApi> providers;
    private int port;

    private Simulator(Vertx vertx, Ledger ledger) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.providers = List.of(new TwilioApi(ledger), new VoximplantApi(ledger));
    }

    /**
     * Starts on 127.0.0.1 and returns when it answers.
     *
     * @param port 0 for any that is free
     * @param dataDir where it keeps what it was sent; created when it is not there
     * @throws IllegalStateException when the port cannot be had
     * @throws UncheckedIOException when {@code dataDir} cannot be used
     */
    public static Simulator start(int port, Path dataDir) {
        var simulator = new Simulator(Vertx.vertx(), new Ledger(dataDir));
        try {
            simulator.listen(port);
            return simulator;
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void listen(int wanted) {
        var options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(wanted).setMaxFormAttributeSize(LONGEST_PARAMETER);
        try {
            HttpServer server = vertx.createHttpServer(options)
                    .requestHandler(this::read)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
            port = server.actualPort();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the simulator cannot listen on 127.0.0.1:" + wanted, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulator started", e);
        }
    }

    private void read(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            request.setExpectMultipart(true);
        }
        request.exceptionHandler(broken -> reply(request, problem(400, "the body does not read")));
        request.endHandler(end -> reply(request, answer(request)));
    }

    private ApiAnswer answer(HttpServerRequest request) {
        var asked = new ApiRequest(
                request.method().name(),
                request.path(),
                request.params(),
                request.formAttributes(),
                request.getHeader(HttpHeaders.AUTHORIZATION));
        try {
            if (MESSAGES.equals(asked.path())) {
                return messages(asked);
            }
            return providers.stream()
                    .filter(provider -> provider.serves(asked.path()))
                    .findFirst()
                    .map(provider -> provider.answer(asked))
                    .orElseGet(() -> problem(
                            404, "no provider's API is at " + asked.path() + "; the simulator's own is " + MESSAGES));
        } catch (UncheckedIOException e) {
            return problem(500, e.getMessage());
        }
    }

    private ApiAnswer messages(ApiRequest asked) {
        return switch (asked.method()) {
            case "GET" -> {
                String to = asked.query().get("to");
                yield new ApiAnswer(
                        200,
                        Map.of(
                                "messages",
                                ledger.messages().stream()
                                        .filter(message -> to == null || message.isTo(to))
                                        .toList()));
            }
            case "DELETE" -> {
                ledger.clear();
                yield new ApiAnswer(204, null);
            }
            default -> problem(405, MESSAGES + " takes GET and DELETE");
        };
    }

    private static ApiAnswer problem(int status, String detail) {
        return new ApiAnswer(status, Map.of("detail", detail));
    }

    private static void reply(HttpServerRequest request, ApiAnswer answer) {
        if (request.response().ended()) {
            return;
        }
        request.response().setStatusCode(answer.status());
        if (answer.body() == null) {
            request.response().end();
            return;
        }
        try {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(EventJson.mapper().writeValueAsString(answer.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be written: " + answer.body(), e);
        }
    }
}
