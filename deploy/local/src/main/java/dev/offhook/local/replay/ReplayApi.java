package dev.offhook.local.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.token.ApiToken;

/** dialogue-service's replays over HTTP. */
final class ReplayApi {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final URI service;
    private final ApiToken token;

    /** @param service its address, without a path */
    ReplayApi(URI service, ApiToken token) {
        this.service = service;
        this.token = token;
    }

    /**
     * Starts a replay and hands every line on as it comes.
     *
     * @throws StackException in words for a person, when the service refuses, is not there, or breaks off
     */
    void replay(String tenant, JsonNode request, Consumer<JsonNode> line) throws InterruptedException {
        var builder = HttpRequest.newBuilder(service.resolve("/api/tenants/" + tenant + "/replays"))
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofString(request.toString()));
        token.get().ifPresent(bearer -> builder.header("Authorization", "Bearer " + bearer));
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            HttpResponse<Stream<String>> response = http.send(builder.build(), BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw refused(response);
            }
            for (String text : (Iterable<String>) response.body()::iterator) {
                line.accept(EventJson.mapper().readTree(text));
            }
        } catch (ConnectException e) {
            throw new StackException(
                    "dialogue-service does not answer at " + service + "; is it up? ./offhook status", e);
        } catch (IOException | UncheckedIOException e) {
            throw new StackException("the replay broke off: " + e.getMessage(), e);
        }
    }

    private static StackException refused(HttpResponse<Stream<String>> response) throws IOException {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            return new StackException("dialogue-service refuses (" + status
                    + "): set OFFHOOK_TOKEN to a token that may read this tenant");
        }
        String body = response.body().collect(Collectors.joining("\n"));
        if (body.startsWith("{")) {
            var problem = EventJson.mapper().readTree(body);
            return new StackException((problem.path("field").asText("") + ": "
                            + problem.path("detail").asText(body))
                    .replaceFirst("^: ", ""));
        }
        return new StackException("dialogue-service answered with status " + status);
    }
}
