package dev.offhook.servers.llm;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * A server on the loopback interface that speaks OpenAI's chat completions and is no model. Without a script it answers
 * politely, in the user's language, from the knowledge in the system prompt, and with JSON where JSON is asked for.
 *
 * <p>What it answers is chosen by, in this order: the model's name when it names a fault ({@code fake-silent},
 * {@code fake-metadata}, {@code fake-cut}, {@code fake-stall}, {@code fake-401}, {@code fake-429}, {@code fake-500},
 * {@code fake-garbage}, {@code fake-reset}, {@code fake-html}), the queue ({@link #next}), the function
 * ({@link #answers}), the polite answer. The model's name sets the pace of the polite answer, as in
 * {@code fake?first=300ms&piece=20ms}, or {@code fake-slow} for a word every 400 ms. Over HTTP: {@code PUT} and {@code DELETE /fake/script},
 * {@code GET} and {@code DELETE /fake/requests}.
 */
public final class FakeLlm implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final int LARGEST_REQUEST = 4 << 20;
    private static final String COMPLETIONS = "/v1/chat/completions";

    private final Vertx vertx;
    private final HttpServer server;
    private final Deque<Script> queue = new ArrayDeque<>();
    private final List<Entry> ledger = new ArrayList<>();
    private Function<LlmCall, Optional<Script>> function = call -> Optional.empty();
    private int requests;

    private FakeLlm(int port) throws Exception {
        vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        try {
            server = vertx.createHttpServer(new HttpServerOptions()
                            .setHost("127.0.0.1")
                            .setPort(port)
                            .setHttp2ClearTextEnabled(false)
                            .setAcceptBacklog(1024))
                    .requestHandler(this::handle)
                    .exceptionHandler(closedByClient -> {})
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            vertx.close();
            throw e;
        }
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any free one
     * @throws IllegalStateException when the port is taken
     */
    public static FakeLlm start(int port) {
        try {
            return new FakeLlm(port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the fake LLM started", e);
        } catch (Exception e) {
            throw new IllegalStateException("the fake LLM cannot listen on port " + port, e);
        }
    }

    /** The base URL to configure, e.g. {@code http://127.0.0.1:8090/v1}. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1");
    }

    /** Adds a script for one request, after those that are waiting already. */
    public synchronized void next(Script... scripts) {
        queue.addAll(List.of(scripts));
    }

    /** Answers every request by a function, from now on; empty leaves the polite answer. It must not block. */
    public synchronized void answers(Function<LlmCall, Optional<Script>> byRequest) {
        function = byRequest;
    }

    /** Answers every request with this script, from now on. */
    public void always(Script script) {
        answers(call -> Optional.of(script));
    }

    /** Forgets scripts and requests. */
    public synchronized void reset() {
        clearScripts();
        ledger.clear();
    }

    /** The requests for a completion until now, oldest first. */
    public synchronized List<LedgerEntry> ledger() {
        return ledger.stream().map(Entry::now).toList();
    }

    /** Those requests that a provider would bill: all that were not refused. */
    public List<LedgerEntry> paid() {
        return ledger().stream().filter(entry -> entry.status() == 200).toList();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private synchronized void clearScripts() {
        queue.clear();
        function = call -> Optional.empty();
    }

    private void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.exceptionHandler(closedByClient -> {});
        request.handler(piece -> {
            if (body.length() + piece.length() > LARGEST_REQUEST) {
                request.connection().close();
            } else {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(end -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        HttpMethod method = request.method();
        switch (request.path()) {
            case COMPLETIONS -> complete(request, body);
            case "/v1/models" -> json(request, 200, Wire.models());
            case "/fake/script" -> {
                if (method == HttpMethod.PUT) {
                    putScript(request, body);
                } else if (method == HttpMethod.DELETE) {
                    clearScripts();
                    request.response().setStatusCode(204).end();
                } else {
                    json(request, 405, Wire.error(405, "/fake/script takes PUT and DELETE"));
                }
            }
            case "/fake/requests" -> {
                if (method == HttpMethod.GET) {
                    json(request, 200, written(ledger()));
                } else if (method == HttpMethod.DELETE) {
                    clearLedger();
                    request.response().setStatusCode(204).end();
                } else {
                    json(request, 405, Wire.error(405, "/fake/requests takes GET and DELETE"));
                }
            }
            default -> json(request, 404, Wire.error(404, "Unknown request URL: " + method + " " + request.path()));
        }
    }

    private synchronized void clearLedger() {
        ledger.clear();
    }

    private void putScript(HttpServerRequest request, Buffer body) {
        try {
            ScriptJson.Put put = ScriptJson.read(body.toString());
            synchronized (this) {
                clearScripts();
                queue.addAll(put.queue());
                if (put.always() != null) {
                    always(put.always());
                }
            }
            request.response().setStatusCode(204).end();
        } catch (IllegalArgumentException e) {
            json(request, 400, Wire.error(400, e.getMessage()));
        }
    }

    private void complete(HttpServerRequest request, Buffer body) {
        if (request.method() != HttpMethod.POST) {
            json(request, 405, Wire.error(405, "Only POST requests are accepted."));
            return;
        }
        JsonNode asked;
        try {
            asked = JSON.readTree(body.getBytes());
        } catch (IOException e) {
            json(request, 400, Wire.error(400, "We could not parse the JSON body of your request."));
            return;
        }
        if (!asked.path("model").isTextual()
                || !asked.path("messages").isArray()
                || asked.path("messages").isEmpty()) {
            json(request, 400, Wire.error(400, "you must provide a model parameter and messages"));
            return;
        }
        LlmCall call;
        Script script;
        Entry entry;
        synchronized (this) {
            call = new LlmCall(
                    ++requests,
                    Instant.now(),
                    asked.path("model").asText(),
                    request.getHeader("Authorization") != null,
                    asked.path("stream").asBoolean(),
                    asked);
            script = script(call);
            entry = new Entry(call, script.status());
            ledger.add(entry);
        }
        new Playing(vertx, request.connection(), request.response(), call, script, entry).start();
    }

    private Script script(LlmCall call) {
        AskedModel model = AskedModel.of(call.model());
        return model.fault().orElseGet(() -> Optional.ofNullable(queue.poll())
                .or(() -> function.apply(call))
                .orElseGet(() -> Script.text(
                        call.wantsJson() ? JsonAnswer.to(call) : PoliteAnswer.to(call), model.first(), model.piece())));
    }

    private static void json(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body);
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger cannot be written", e);
        }
    }
}
