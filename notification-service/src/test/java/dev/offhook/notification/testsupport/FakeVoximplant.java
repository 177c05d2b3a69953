package dev.offhook.notification.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Voximplant's Management API for messages, real wire format: errors come in answers of HTTP 200. The first word of a
 * message's text says how it behaves: {@code a2p} is a number without two-way messages, {@code partial} besides an A2P
 * message that is not sent, {@code 340} a rate limit that is over at the second attempt, {@code 104} forbidden,
 * {@code old} an answer with {@code transaction_id}, {@code lost} takes the message and closes the connection,
 * {@code page} answers 200 with no JSON at all. The histories say of an A2P message with {@code arrives} in it that it
 * is delivered, with {@code expires} that it is expired, and of any message with {@code error} that it has one.
 *
 * <p>Tests and this class are loaded apart: {@code GET /requests} lists what came, method and form, one line per request.
 */
public final class FakeVoximplant implements QuarkusTestResourceLifecycleManager {
    /** The only account. */
    public static final String ACCOUNT = "7654321";
    /** What opens it. */
    public static final String API_KEY = "11111111-2222-3333-4444-555555555555";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Taken> ledger = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger(1000);
    private HttpServer server;

    private record Taken(long id, boolean a2p, String source, String destination, String text) {
        private String delivery() {
            return text.contains("arrives") ? "DELIVERED" : text.contains("expires") ? "EXPIRED" : "DISPATCHED";
        }

        private String json() {
            return """
                    {"message_id":%d,"source_number":%s,"destination_number":%s,"direction":"OUT","fragments":1,\
                    "cost":0.01,"status_id":"%s","%s":"2026-11-20 12:00:00","transaction_id":%d,"text":"%s"%s}""".formatted(
                            id,
                            source,
                            destination,
                            text.contains("error") ? "2" : "1",
                            a2p ? "processing_date" : "processed_date",
                            id + 5_000,
                            text,
                            a2p ? ",\"delivery_status\":\"" + delivery() + "\"" : "");
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/platform_api/", this::command);
        server.createContext("/requests", exchange -> answer(exchange, String.join("\n", requests)));
        server.start();
        return Map.of(
                "quarkus.rest-client.voximplant.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void command(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String command = exchange.getRequestURI().getPath().substring("/platform_api/".length());
        requests.add("command=" + command + "&" + form);
        var fields = fields(form);
        if (!ACCOUNT.equals(fields.get("account_id")) || !API_KEY.equals(fields.get("api_key"))) {
            answer(exchange, error(100, "Authorization failed"));
            return;
        }
        switch (command) {
            case "SendSmsMessage" -> sendSmsMessage(exchange, fields);
            case "A2PSendSms" -> a2pSendSms(exchange, fields);
            case "GetSmsHistory" -> history(exchange, fields, false);
            case "A2PGetSmsHistory" -> history(exchange, fields, true);
            default -> answer(exchange, error(103, "The command is unknown"));
        }
    }

    private void sendSmsMessage(HttpExchange exchange, Map<String, String> fields) throws IOException {
        String text = fields.get("sms_body");
        long earlier = requests.stream()
                        .filter(request -> text.equals(fields(request).get("sms_body")))
                        .count()
                - 1;
        switch (text.split(" ")[0]) {
            case "a2p", "partial" -> answer(exchange, error(528, "The number does not support SMS"));
            case "340" -> {
                if (earlier < 1) {
                    answer(exchange, error(340, "The rate limit is exceeded"));
                } else {
                    taken(exchange, fields, text, "message_id");
                }
            }
            case "104" -> answer(exchange, error(104, "The command is forbidden"));
            case "old" -> taken(exchange, fields, text, "transaction_id");
            case "lost" -> {
                kept(false, fields.get("source"), fields.get("destination"), text);
                exchange.close();
            }
            case "page" -> answer(exchange, "<html>hello</html>");
            default -> taken(exchange, fields, text, "message_id");
        }
    }

    private void taken(HttpExchange exchange, Map<String, String> fields, String text, String idField)
            throws IOException {
        var taken = kept(false, fields.get("source"), fields.get("destination"), text);
        answer(exchange, "{\"result\":1,\"%s\":%d,\"fragments_count\":1}".formatted(idField, taken.id()));
    }

    private void a2pSendSms(HttpExchange exchange, Map<String, String> fields) throws IOException {
        String text = fields.get("text");
        String destination = fields.get("dst_numbers");
        if (text.startsWith("partial")) {
            answer(exchange, """
                    {"result":[],"failed":[{"destination_number":%s,"error_description":"The SMS is not sent",\
                    "error_code":385}],"fragments_count":1}""".formatted(destination));
            return;
        }
        var taken = kept(true, fields.get("src_number"), destination, text);
        answer(
                exchange,
                "{\"result\":[{\"message_id\":%d,\"destination_number\":%s}],\"failed\":[],\"fragments_count\":1}"
                        .formatted(taken.id(), destination));
    }

    private void history(HttpExchange exchange, Map<String, String> fields, boolean a2p) throws IOException {
        answer(
                exchange,
                "{\"result\":[%s],\"total_count\":0}"
                        .formatted(ledger.stream()
                                .filter(taken -> taken.a2p() == a2p
                                        && taken.source().equals(fields.get("source_number"))
                                        && taken.destination().equals(fields.get("destination_number")))
                                .map(Taken::json)
                                .collect(Collectors.joining(","))));
    }

    private Taken kept(boolean a2p, String source, String destination, String text) {
        var taken = new Taken(ids.incrementAndGet(), a2p, source, destination, text);
        ledger.add(taken);
        return taken;
    }

    private static String error(int code, String message) {
        return "{\"error\":{\"code\":%d,\"msg\":\"%s\"}}".formatted(code, message);
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
