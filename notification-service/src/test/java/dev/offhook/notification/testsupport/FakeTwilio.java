package dev.offhook.notification.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
 * {@code 21610} refuses, {@code busy2} answers 429 twice first, {@code later} once with a {@code Retry-After} of 2 s,
 * {@code busy} always, {@code silent} never answers, {@code reset} closes the connection, {@code reset1} once,
 * {@code broken} answers 503, {@code slow} takes 0.7 s; {@code lost} takes the message and closes the connection,
 * {@code hidden} too and lists it after 4 s only; {@code foretold} gives it the id that the second word is. A look at
 * one message that is called {@code delivered}, {@code undelivered} or {@code read} says so; it is never reported.
 *
 * <p>Tests and this class are loaded apart, so that they speak HTTP: {@code GET /requests} lists what came, one line per
 * request; {@code GET /ledger} the texts that were taken; {@code POST /away?<millis>} stops listening for so long.
 */
public final class FakeTwilio implements QuarkusTestResourceLifecycleManager {
    /** The only account with the right token. */
    public static final String ACCOUNT = "AC00000000000000000000000000000001";
    /** Its token. */
    public static final String TOKEN = "the-right-token";

    private static final long HIDDEN_SECONDS = 4;
    private static final String MESSAGE = """
            {"account_sid":"%s","api_version":"2010-04-01","body":"%s","date_created":"%s",\
            "date_sent":null,"date_updated":"Fri, 20 Nov 2026 12:00:00 +0000","direction":"outbound-api",\
            "error_code":%s,"error_message":null,"from":"%s","messaging_service_sid":null,"num_media":"0",\
            "num_segments":"1","price":null,"price_unit":"USD","sid":"%s","status":"%s",\
            "subresource_uris":{"media":"/2010-04-01/Accounts/x/Messages/y/Media.json"},"to":"%s",\
            "uri":"/2010-04-01/Accounts/x/Messages/y.json"}""";
    private static final String PAGE = """
            {"messages":[%s],"end":0,"first_page_uri":"/x","next_page_uri":null,"page":0,"page_size":1000,\
            "previous_page_uri":null,"start":0,"uri":"/x"}""";
    private static final String REFUSED = """
            {"code":%d,"message":"%s","more_info":"https://www.twilio.com/docs/errors/%d","status":%d}""";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Taken> ledger = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private HttpServer server;

    private record Taken(String sid, Map<String, String> form, Instant at, Instant listedFrom) {
        private String json() {
            return json("queued");
        }

        private String later() {
            String status = form.get("Body").split(" ")[0];
            return json(List.of("delivered", "undelivered", "read").contains(status) ? status : "sent");
        }

        private String json(String status) {
            return MESSAGE.formatted(
                    ACCOUNT,
                    form.get("Body"),
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC)),
                    "undelivered".equals(status) ? 30003 : null,
                    form.get("From"),
                    sid,
                    status,
                    form.get("To"));
        }
    }

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
            listening.createContext(
                    "/ledger",
                    exchange -> answer(
                            exchange,
                            200,
                            ledger.stream()
                                    .map(taken ->
                                            taken.sid() + " " + taken.form().get("Body"))
                                    .collect(Collectors.joining("\n"))));
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
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String right = "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8));
        String account = "/2010-04-01/Accounts/" + ACCOUNT;
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(account + "/Messages/") && right.equals(authorization)) {
            one(exchange, path.substring(path.lastIndexOf('/') + 1).replace(".json", ""));
            return;
        }
        boolean allowed = right.equals(authorization) && path.equals(account + "/Messages.json");
        if ("GET".equals(exchange.getRequestMethod())) {
            list(exchange, allowed);
            return;
        }
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(form);
        if (!allowed) {
            refuse(exchange, 401, 20003, "Authenticate");
            return;
        }
        var fields = fields(form);
        switch (fields.get("Body").split(" ")[0]) {
            case "21610" -> refuse(exchange, 400, 21610, "Attempt to send to unsubscribed recipient");
            case "busy2" -> busy(exchange, fields, earlier(fields) < 2);
            case "later" -> {
                exchange.getResponseHeaders().add("Retry-After", "2");
                busy(exchange, fields, earlier(fields) < 1);
            }
            case "busy" -> busy(exchange, fields, true);
            case "reset" -> exchange.close();
            case "reset1" -> {
                if (earlier(fields) < 1) {
                    exchange.close();
                } else {
                    take(exchange, fields);
                }
            }
            case "lost" -> {
                kept(fields, 0);
                exchange.close();
            }
            case "hidden" -> {
                kept(fields, HIDDEN_SECONDS);
                exchange.close();
            }
            case "broken" -> answer(exchange, 503, "<html>unavailable</html>");
            case "slow" ->
                CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(() -> take(exchange, fields));
            case "silent" -> {
                // Never answered: the client gives up.
            }
            default -> take(exchange, fields);
        }
    }

    private long earlier(Map<String, String> fields) {
        return requests.stream()
                        .filter(other -> fields(other).get("Body").equals(fields.get("Body")))
                        .count()
                - 1;
    }

    private void one(HttpExchange exchange, String sid) throws IOException {
        var taken = ledger.stream().filter(message -> message.sid().equals(sid)).findFirst();
        if (taken.isPresent()) {
            answer(exchange, 200, taken.get().later());
        } else {
            refuse(exchange, 404, 20404, "The requested resource was not found");
        }
    }

    private void list(HttpExchange exchange, boolean allowed) throws IOException {
        if (!allowed) {
            refuse(exchange, 401, 20003, "Authenticate");
            return;
        }
        var query = fields(exchange.getRequestURI().getRawQuery());
        var now = Instant.now();
        answer(
                exchange,
                200,
                PAGE.formatted(ledger.reversed().stream()
                        .filter(taken -> taken.form().get("To").equals(query.get("To"))
                                && taken.form().get("From").equals(query.get("From"))
                                && !taken.listedFrom().isAfter(now))
                        .map(Taken::json)
                        .collect(Collectors.joining(","))));
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    private void busy(HttpExchange exchange, Map<String, String> fields, boolean now) throws IOException {
        if (now) {
            refuse(exchange, 429, 20429, "Too Many Requests");
        } else {
            take(exchange, fields);
        }
    }

    private Taken kept(Map<String, String> fields, long hiddenSeconds) {
        var now = Instant.now();
        String[] words = fields.get("Body").split(" ");
        String sid = "foretold".equals(words[0]) ? words[1] : "SM%032x".formatted(ids.incrementAndGet());
        var taken = new Taken(sid, fields, now, now.plusSeconds(hiddenSeconds));
        ledger.add(taken);
        return taken;
    }

    private void take(HttpExchange exchange, Map<String, String> fields) {
        try {
            answer(exchange, 201, kept(fields, 0).json());
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
