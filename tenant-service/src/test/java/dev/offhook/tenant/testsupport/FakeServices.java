package dev.offhook.tenant.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The other services and the providers, whose real ones do not run in this module, with answers of their wire format. A
 * test says what a path answers; what nobody has set up is a 404, as for the real ones. One that is away cuts the
 * connection. Two tenants are imported: hr-center with Twilio, hotel-royal with Voximplant.
 */
public final class FakeServices implements QuarkusTestResourceLifecycleManager {
    public static final String ACCOUNT = "AC00000000000000000000000000000001";
    public static final String HR_NUMBER = "+15005550006";
    public static final String HOTEL_NUMBER = "+74951234567";
    public static final String VOXIMPLANT_KEY = "11111111-2222-3333-4444-555555555555";

    private static final Map<String, HttpHandler> ANSWERS = new ConcurrentHashMap<>();
    private static final List<String> AWAY = new CopyOnWriteArrayList<>();
    private static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
    private static HttpServer server;

    /** A request that came. */
    public record Asked(String method, String path, String query, String authorization, String range, String body) {}

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", FakeServices::handle);
            server.start();
            var tenants = Files.createTempFile("tenants", ".yaml");
            Files.writeString(tenants, tenants());
            return Map.of(
                    "quarkus.rest-client.dialogue.url", url("/dialogue"),
                    "quarkus.rest-client.dialogue-live.url", url("/dialogue"),
                    "quarkus.rest-client.notification.url", url("/notification"),
                    "quarkus.rest-client.webhook.url", url("/webhook"),
                    "quarkus.rest-client.twilio.url", url("/twilio"),
                    "quarkus.rest-client.voximplant.url", url("/voximplant"),
                    "offhook.recordings.twilio", url(""),
                    "offhook.recordings.voximplant", url(""),
                    "offhook.recordings.largest", "64K",
                    "offhook.import.file", tenants.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** Nothing is set up, and nothing came. */
    public static void reset() {
        ANSWERS.clear();
        AWAY.clear();
        ASKED.clear();
    }

    /** The address of a path here. */
    public static String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What a path, without its query, answers. */
    public static void answer(String path, HttpHandler answer) {
        ANSWERS.put(path, answer);
    }

    /** A path answers JSON. */
    public static void json(String path, String body) {
        json(path, 200, "application/json", body);
    }

    /** A path answers a problem. */
    public static void problem(String path, int status, String body) {
        json(path, status, "application/problem+json", body);
    }

    /** Everything below this path cuts the connection. */
    public static void away(String prefix) {
        AWAY.add(prefix);
    }

    /** What came for a path, in order. */
    public static List<Asked> asked(String path) {
        return ASKED.stream().filter(one -> one.path().equals(path)).toList();
    }

    private static void json(String path, int status, String type, String body) {
        answer(path, exchange -> send(exchange, status, type, body.getBytes(UTF_8)));
    }

    /** Sends an answer. */
    public static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        ASKED.add(new Asked(
                exchange.getRequestMethod(),
                path,
                exchange.getRequestURI().getQuery(),
                headers.getFirst("Authorization"),
                headers.getFirst("Range"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        if (AWAY.stream().anyMatch(path::startsWith)) {
            exchange.close();
            return;
        }
        var answer = ANSWERS.get(path);
        if (answer == null) {
            send(
                    exchange,
                    404,
                    "application/problem+json",
                    "{\"title\":\"not found\",\"status\":404,\"detail\":\"nothing here\"}".getBytes(UTF_8));
        } else {
            answer.handle(exchange);
        }
    }

    private static String tenants() {
        return "tenants:\n" + TenantsYaml.tenant("hr-center", HR_NUMBER) + """
                  - slug: hotel-royal
                    name: Отель «Роял»
                    plan: free
                    locale: ru-RU
                    timeZone: Europe/Moscow
                    channels:
                      - kind: voximplant-voice
                        enabled: true
                        numbers: ["%s"]
                        account: "7654321"
                        application: "4711"
                        rule: "815"
                        unsignedWebhooks: true
                    assistant:
                      greeting: Добро пожаловать!
                      rules: []
                      noMatch: ["Скажите иначе."]
                      phrases:
                        silent: Вас не слышно.
                        fillers: ["Минуту."]
                        fallback: Повторите.
                        lastResort: Перезвоните.
                        voiceNotInPlan: Напишите нам.
                        channelOff: Номер отключён.
                        recorded: Спасибо.
                    secrets:
                      voximplant.api-key: "%s"
                """.formatted(HOTEL_NUMBER, VOXIMPLANT_KEY);
    }
}
