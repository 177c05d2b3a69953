package dev.offhook.notification.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Twilio's {@code Messages.json}, real wire format. The first word of a message's text says how it behaves:
 * {@code 21610} refuses, {@code busy2} answers 429 twice first, {@code busy} always, {@code silent} never answers,
 * {@code reset} closes the connection, {@code broken} answers 503, {@code slow} takes 0.7 s.
 *
 * <p>Tests and this class are loaded apart, so that they speak HTTP: {@code GET /requests} lists what came, one line per
 * request; {@code POST /away?<millis>} stops listening for so long.
 */
public final class FakeTwilio implements QuarkusTestResourceLifecycleManager {
    /** The only account with the right token. */
    public static final String ACCOUNT = "AC00000000000000000000000000000001";
    /** Its token. */
    public static final String TOKEN = "the-right-token";

    private static final String TAKEN = """
            {"account_sid":"%s","api_version":"2010-04-01","body":"…","date_created":"Fri, 20 Nov 2026 12:00:00 +0000",\
            "date_sent":null,"date_updated":"Fri, 20 Nov 2026 12:00:00 +0000","direction":"outbound-api",\
            "error_code":null,"error_message":null,"from":"+15005550006","messaging_service_sid":null,"num_media":"0",\
            "num_segments":"1","price":null,"price_unit":"USD","sid":"SM%032x","status":"queued",\
            "subresource_uris":{"media":"/2010-04-01/Accounts/x/Messages/y/Media.json"},"to":"+15005550009",\
            "uri":"/2010-04-01/Accounts/x/Messages/y.json"}""";
    private static final String REFUSED = """
            {"code":%d,"message":"%s","more_info":"https://www.twilio.com/docs/errors/%d","status":%d}""";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        server = listen(0);
        return Map.of(
                "quarkus.rest-client.twilio.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private HttpServer listen(int port) {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.createContext("/2010-04-01/Accounts/", this::message);
            listening.createContext("/requests", exchange -> answer(exchange, 200, String.join("\n", requests)));
            listening.createContext("/away", this::away);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void away(HttpExchange exchange) throws IOException {
        long millis = Long.parseLong(exchange.getRequestURI().getQuery());
        answer(exchange, 200, "");
        int port = server.getAddress().getPort();
        CompletableFuture.runAsync(() -> server.stop(0))
                .thenRunAsync(
                        () -> server = listen(port), CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private void message(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(form);
        Map<String, String> fields = Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
        String right = "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8));
        if (!right.equals(authorization)
                || !exchange.getRequestURI().getPath().equals("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json")) {
            refuse(exchange, 401, 20003, "Authenticate");
            return;
        }
        long earlier = requests.stream().filter(form::equals).count() - 1;
        switch (fields.get("Body").split(" ")[0]) {
            case "21610" -> refuse(exchange, 400, 21610, "Attempt to send to unsubscribed recipient");
            case "busy2" -> busy(exchange, earlier < 2);
            case "busy" -> busy(exchange, true);
            case "reset" -> exchange.close();
            case "broken" -> answer(exchange, 503, "<html>unavailable</html>");
            case "slow" ->
                CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(() -> take(exchange));
            case "silent" -> {
                // Never answered: the client gives up.
            }
            default -> take(exchange);
        }
    }

    private void busy(HttpExchange exchange, boolean now) throws IOException {
        if (now) {
            refuse(exchange, 429, 20429, "Too Many Requests");
        } else {
            take(exchange);
        }
    }

    private void take(HttpExchange exchange) {
        try {
            answer(exchange, 201, TAKEN.formatted(ACCOUNT, ids.incrementAndGet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuse(HttpExchange exchange, int status, int code, String message) throws IOException {
        answer(exchange, status, REFUSED.formatted(code, message, code, status));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
