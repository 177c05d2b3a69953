package dev.offhook.local.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offhook.events.EventJson;
import dev.offhook.local.simulator.Attempt;
import dev.offhook.local.simulator.SentMessage;
import dev.offhook.local.simulator.Settings;
import dev.offhook.local.simulator.faults.FaultRule;

/** The simulated providers as a test sees them. */
final class SimulatorControl implements AutoCloseable {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String TOKEN = "12345";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    private record Messages(@JsonProperty("messages") List<SentMessage> messages) {}

    private record Attempts(@JsonProperty("attempts") List<Attempt> attempts) {}

    SimulatorControl(int port) {
        this.url = "http://127.0.0.1:" + port + "/simulator/";
    }

    /** Everything that providers took, oldest first. */
    List<SentMessage> ledger() {
        return get("messages", Messages.class).messages();
    }

    /** Every time that a provider was asked, oldest first. */
    List<Attempt> attempts() {
        return get("attempts", Attempts.class).attempts();
    }

    /** Changes the pace. */
    void pace(Settings settings) {
        put("settings", settings);
    }

    /** Replaces the rules of what goes wrong. */
    void follow(FaultRule... rules) {
        put("faults", List.of(rules));
    }

    @Override
    public void close() {
        http.close();
    }

    private <T> T get(String path, Class<T> type) {
        try {
            return EventJson.mapper()
                    .readValue(
                            send(HttpRequest.newBuilder(URI.create(url + path)).build()), type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String path, Object body) {
        try {
            send(HttpRequest.newBuilder(URI.create(url + path))
                    .PUT(BodyPublishers.ofString(EventJson.mapper().writeValueAsString(body)))
                    .build());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        Map.of(request.uri(), answer.body()).toString());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
