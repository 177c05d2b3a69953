package dev.offhook.dialogue.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Twilio's recordings. The sid's first digit says how a recording behaves: {@code 4} is not there, {@code 5} is
 * answered with 503 twice and deleted then, any other is deleted at once.
 *
 * <p>Tests and this class are loaded apart, so that they speak HTTP: {@code GET /requests} lists what came.
 */
public final class FakeTwilioRecordings implements QuarkusTestResourceLifecycleManager {
    public static final String ACCOUNT = "AC00000000000000000000000000000001";
    public static final String TOKEN = "the-right-token";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/2010-04-01/Accounts/" + ACCOUNT + "/Recordings/", this::recording);
        server.createContext("/requests", exchange -> answer(exchange, 200, String.join("\n", requests)));
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "quarkus.rest-client.twilio.url", url,
                "offhook.erasure.poll-every", "100ms",
                "offhook.erasure.look-again", "100ms",
                "offhook.erasure.pause", "50ms");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void recording(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String sid = path.substring(path.lastIndexOf('/') + 1).replace(".json", "");
        String request = exchange.getRequestMethod() + " " + sid;
        requests.add(request);
        String right = "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8));
        if (!right.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");
            return;
        }
        long earlier = requests.stream().filter(request::equals).count() - 1;
        switch (sid.charAt(2)) {
            case '4' -> answer(exchange, 404, "{\"code\":20404,\"status\":404}");
            case '5' -> answer(exchange, earlier < 2 ? 503 : 204, "");
            default -> answer(exchange, 204, "");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
