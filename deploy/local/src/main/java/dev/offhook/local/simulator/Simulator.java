package dev.offhook.local.simulator;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offhook.events.EventJson;
import dev.offhook.local.simulator.twilio.TwilioApi;
import dev.offhook.local.simulator.voximplant.VoximplantApi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The providers' REST APIs on loopback, and the {@link ControlApi simulator's own} beside them. */
public final class Simulator implements AutoCloseable {
    private static final long START_SECONDS = 20;
    // A body of 1600 Cyrillic letters is 9600 characters on the wire; Vert.x refuses attributes over 8192 by default.
    private static final int LONGEST_PARAMETER = 64 * 1024;

    /** Where Voximplant's storage keeps the recordings of simulated calls; their names mean nothing. */
    public static final String VOXIMPLANT_RECORDS = "/voximplant-records/";

    private final Vertx vertx;
    private final ControlApi control;
    private final List<ProviderApi> providers;
    private int port;

    private Simulator(Vertx vertx, Ledger ledger, String publicUrl) {
        this.vertx = vertx;
        var network = new Network(ledger);
        this.control = new ControlApi(network);
        this.providers = List.of(new TwilioApi(network, vertx, publicUrl), new VoximplantApi(network));
    }

    /**
     * Starts on 127.0.0.1 and returns when it answers.
     *
     * @param port 0 for any that is free
     * @param dataDir where it keeps what it was sent; created when it is not there
     * @param publicUrl of webhook-service: what the demo tenants' numbers are set to
     * @throws IllegalStateException when the port cannot be had
     * @throws UncheckedIOException when {@code dataDir} cannot be used
     */
    public static Simulator start(int port, Path dataDir, String publicUrl) {
        var simulator = new Simulator(Vertx.vertx(), new Ledger(dataDir), publicUrl);
        try {
            simulator.listen(port);
            return simulator;
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    /** A simulator whose numbers are set to where nobody answers. */
    public static Simulator start(int port, Path dataDir) {
        return start(port, dataDir, "http://localhost:1");
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
        // The JDK's client may wait for ever for a recording when the connection has become HTTP/2 in clear.
        var options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(wanted)
                .setHttp2ClearTextEnabled(false)
                .setMaxFormAttributeSize(LONGEST_PARAMETER);
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
        if (ControlApi.serves(request.path())) {
            request.body()
                    .onSuccess(body -> reply(request, control.answer(request, body)))
                    .onFailure(broken -> reply(request, ControlApi.problem(400, "the body does not read")));
            return;
        }
        if (request.method() == HttpMethod.POST) {
            request.setExpectMultipart(true);
        }
        request.exceptionHandler(broken -> reply(request, ControlApi.problem(400, "the body does not read")));
        request.endHandler(end -> reply(request, answer(request)));
    }

    private ApiAnswer answer(HttpServerRequest request) {
        if (request.path().startsWith(VOXIMPLANT_RECORDS)) {
            return new ApiAnswer(200, request.path().endsWith(".wav") ? Sound.wav() : Sound.mp3());
        }
        var asked = new ApiRequest(
                request.method().name(),
                request.path(),
                request.params(),
                request.formAttributes(),
                request.getHeader(HttpHeaders.AUTHORIZATION));
        try {
            return providers.stream()
                    .filter(provider -> provider.serves(asked.path()))
                    .findFirst()
                    .map(provider -> provider.answer(asked))
                    .orElseGet(() -> ControlApi.problem(
                            404,
                            "no provider's API is at " + asked.path() + "; the simulator's own is under "
                                    + ControlApi.PREFIX));
        } catch (IllegalArgumentException e) {
            return ControlApi.problem(400, e.getMessage());
        } catch (RuntimeException e) {
            // Without an answer its client would wait.
            return ControlApi.problem(500, e.toString());
        }
    }

    private void reply(HttpServerRequest request, ApiAnswer answer) {
        if (answer.pause().isZero()) {
            write(request, answer);
        } else {
            vertx.setTimer(Math.max(1, answer.pause().toMillis()), passed -> write(request, answer));
        }
    }

    private static void write(HttpServerRequest request, ApiAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (answer.reset()) {
            request.connection().close();
            return;
        }
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.body() == null) {
            response.end();
            return;
        }
        if (answer.body() instanceof Media(String type, byte[] content)) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, type).end(Buffer.buffer(content));
            return;
        }
        try {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(EventJson.mapper().writeValueAsString(answer.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be written: " + answer.body(), e);
        }
    }
}
