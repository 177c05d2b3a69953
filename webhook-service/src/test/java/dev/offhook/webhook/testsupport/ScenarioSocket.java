package dev.offhook.webhook.testsupport;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

/** A scenario's end of its socket. */
public final class ScenarioSocket implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String tenant;
    private final String callId;
    private final List<String> got = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private ScenarioSocket(String tenant, String callId) {
        this.tenant = tenant;
        this.callId = callId;
    }

    /**
     * Opens a socket.
     *
     * @param uri with the query that names the call
     */
    public static ScenarioSocket open(
            HttpClient http, URI uri, Map<String, String> headers, String tenant, String callId) {
        var scenario = new ScenarioSocket(tenant, callId);
        var builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        scenario.socket = builder.buildAsync(uri, scenario).join();
        return scenario;
    }

    /** The messages so far. */
    public List<String> got() {
        return List.copyOf(got);
    }

    /** An event of the call, as JSON. */
    public String event(String type, String more) {
        return "{\"event_type\":\"" + type + "\",\"call_id\":\"" + callId + "\",\"custom_data\":{\"tenant_slug\":\""
                + tenant + "\"}" + more + "}";
    }

    /** Sends an event of the call. */
    public void send(String type, String more) {
        send(event(type, more));
    }

    /** Sends any text. */
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Ends the connection without a word. */
    public void abort() {
        socket.abort();
    }

    /** Waits for a message of this type about this turn. */
    public JsonNode await(String type, int turn) {
        return await(message -> message.path("type").asText().equals(type)
                && message.path("turn").asInt() == turn);
    }

    /** Waits for these words. */
    public void awaitText(String text) {
        await(message -> message.path("text").asText().equals(text));
    }

    /** Waits for a message. */
    public JsonNode await(Predicate<JsonNode> wanted) {
        return Awaitility.await("of " + got)
                .atMost(PATIENCE)
                .until(
                        () -> got.stream()
                                .map(this::read)
                                .filter(wanted)
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    /** Waits until the server has closed the socket; gives the close code, -1 when the connection broke. */
    public int awaitClosed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private JsonNode read(String message) {
        try {
            return JSON.readTree(message);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + message, e);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            got.add(part.toString());
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
        closed.complete(-1);
    }
}
