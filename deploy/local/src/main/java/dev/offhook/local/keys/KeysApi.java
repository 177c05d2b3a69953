package dev.offhook.local.keys;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;
import dev.offhook.local.stack.StackException;
import dev.offhook.local.token.ApiToken;

/** tenant-service's key ring over HTTP. */
final class KeysApi {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    /** What a proxy says when nobody is behind it. */
    private static final Set<Integer> NOBODY = Set.of(502, 503, 504);

    private final URI service;
    private final ApiToken token;

    /** @param service its address, without a path */
    KeysApi(URI service, ApiToken token) {
        this.service = service;
        this.token = token;
    }

    /**
     * Begins a rotation, or finds the one that goes on.
     *
     * @throws StackException in words for a person, when the service refuses or does not answer
     */
    JsonNode begin() throws InterruptedException {
        return answer("/api/keys/rotations", "POST");
    }

    /**
     * A rotation, as far as it has come.
     *
     * @throws StackException as {@link #begin}
     */
    JsonNode rotation(long id) throws InterruptedException {
        return answer("/api/keys/rotations/" + id, "GET");
    }

    private JsonNode answer(String path, String method) throws InterruptedException {
        var builder =
                HttpRequest.newBuilder(service.resolve(path)).timeout(PATIENCE).method(method, BodyPublishers.noBody());
        // A fresh one each time: a rotation may wait for longer than a token lives.
        token.get().ifPresent(bearer -> builder.header("Authorization", "Bearer " + bearer));
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
            if (NOBODY.contains(response.statusCode())) {
                throw new NotThereException(service, null);
            }
            if (response.statusCode() != OK && response.statusCode() != ACCEPTED) {
                throw refused(response);
            }
            return EventJson.mapper().readTree(response.body());
        } catch (ConnectException e) {
            throw new NotThereException(service, e);
        } catch (IOException e) {
            throw new StackException("tenant-service broke off: " + e.getMessage(), e);
        }
    }

    /** Nobody answers: it may be starting again. */
    static final class NotThereException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotThereException(URI service, ConnectException cause) {
            super("tenant-service does not answer at " + service + "; is it up? ./offhook status", cause);
        }
    }

    private static StackException refused(HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return new StackException("tenant-service refuses (" + status
                    + "): set OFFHOOK_TOKEN to a token with the role platform-admin");
        }
        if (response.body().startsWith("{")) {
            var problem = EventJson.mapper().readTree(response.body());
            return new StackException((problem.path("field").asText("") + ": "
                            + problem.path("detail").asText(response.body()))
                    .replaceFirst("^: ", ""));
        }
        return new StackException("tenant-service answered with status " + status);
    }
}
