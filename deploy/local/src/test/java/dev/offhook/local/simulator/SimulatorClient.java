package dev.offhook.local.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offhook.events.EventJson;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Asks a simulator as the services do. */
final class SimulatorClient implements AutoCloseable {
    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String NUMBER = "+15005550006";

    private static final String VOXIMPLANT_LOGIN = "account_id=7654321&api_key=11111111-2222-3333-4444-555555555555";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulator simulator;

    SimulatorClient(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Creates a message at Twilio. */
    HttpResponse<String> twilio(String to, String text, String... more) throws IOException, InterruptedException {
        var form = new LinkedHashMap<>(Map.of("To", to, "From", NUMBER, "Body", text));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        return send(request("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                        .collect(Collectors.joining("&"))))
                .build());
    }

    /** The messages that Twilio lists; {@code query} begins with a question mark or is empty. */
    JsonNode listed(String query) throws IOException, InterruptedException {
        return json(send(request("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json" + query)
                .GET()
                .build()));
    }

    /** The message of this id at Twilio. */
    JsonNode fetched(String sid) throws IOException, InterruptedException {
        return json(send(request("/2010-04-01/Accounts/" + ACCOUNT + "/Messages/" + sid + ".json")
                .GET()
                .build()));
    }

    /** Calls a method of Voximplant. */
    JsonNode voximplant(String method, String form) throws IOException, InterruptedException {
        return json(send(request("/platform_api/" + method)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(VOXIMPLANT_LOGIN + "&" + form))
                .build()));
    }

    /** What Twilio answers to a GET below the account, e.g. {@code /IncomingPhoneNumbers.json}. */
    JsonNode account(String path) throws IOException, InterruptedException {
        return json(send(request("/2010-04-01/Accounts/" + ACCOUNT + path).GET().build()));
    }

    /** The bytes at a path of the simulator, asked for with the account's password or without. */
    HttpResponse<byte[]> media(String path, boolean authorized) throws IOException, InterruptedException {
        var request = authorized
                ? request(path)
                : HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path));
        return http.send(request.GET().build(), BodyHandlers.ofByteArray());
    }

    /** Deletes a recording of Twilio's. */
    HttpResponse<String> deleted(String recording) throws IOException, InterruptedException {
        return send(request("/2010-04-01/Accounts/" + ACCOUNT + "/Recordings/" + recording + ".json")
                .DELETE()
                .build());
    }

    /** Shows one of the simulator's own. */
    JsonNode shown(String path) throws IOException, InterruptedException {
        return json(send(request("/simulator/" + path).GET().build()));
    }

    /** Sets one of the simulator's own. */
    HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(
                request("/simulator/" + path).PUT(BodyPublishers.ofString(json)).build());
    }

    @Override
    public void close() {
        http.close();
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return EventJson.mapper().readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        String login = Base64.getEncoder().encodeToString((ACCOUNT + ":12345").getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
                .header("Authorization", "Basic " + login);
    }
}
