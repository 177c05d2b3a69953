package dev.offhook.servers;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;

/** Access tokens of the realm's users, as the command line and tests get them: by name and password. */
public final class Tokens {
    /** The client that may ask with a password. */
    public static final String CLIENT = "offhook-cli";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final String issuer;

    /** The tokens of this issuer, e.g. {@code http://localhost:8180/realms/offhook}. */
    public Tokens(String issuer) {
        this.issuer = issuer;
    }

    /** Where tokens are asked for. */
    public String url() {
        return issuer + "/protocol/openid-connect/token";
    }

    /**
     * A fresh access token of a demo user, whose password is the name.
     *
     * @param user {@code admin}, {@code hotel}, {@code hr} or {@code viewer}
     * @throws IllegalStateException as {@link #of(String, String)}
     */
    public String of(String user) {
        return of(user, user);
    }

    /**
     * A fresh access token of a user.
     *
     * @throws IllegalStateException when the issuer does not answer within 10 s, or refuses
     */
    public String of(String user, String password) {
        var form = Map.of("grant_type", "password", "client_id", CLIENT, "username", user, "password", password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            var answer = send(request);
            var body = json(answer.body());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException("no token for '" + user + "' from " + url() + ": "
                        + body.path("error_description").asText("status " + answer.statusCode()));
            }
            return body.get("access_token").asText();
        } catch (IOException e) {
            throw new IllegalStateException("no token from " + url() + ", it does not answer: " + e.getMessage(), e);
        }
    }

    /** Whether the issuer answers. */
    public boolean areThere() {
        var request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                .timeout(PATIENCE)
                .build();
        try {
            return send(request).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the issuer started", e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return EventJson.mapper().readTree(body);
        } catch (IOException e) {
            // A proxy's page, for example; what counts is the status beside it.
            return EventJson.mapper().createObjectNode();
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the issuer was asked", e);
        }
    }
}
