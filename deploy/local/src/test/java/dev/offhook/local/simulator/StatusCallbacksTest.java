package dev.offhook.local.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offhook.local.provider.TwilioSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StatusCallbacksTest {
    private static final String TO = "+14155550123";

    @TempDir
    Path data;

    private final List<Map<String, String>> told = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private Simulator simulator;
    private SimulatorClient client;
    private HttpServer ingress;
    private String url;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(0, data);
        client = new SimulatorClient(simulator);
        client.put("settings", "{\"sentAfter\":\"PT0.02S\",\"endedAfter\":\"PT0.2S\"}");
        ingress = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ingress.createContext("/webhook/sms-status", this::read);
        ingress.start();
        url = "http://localhost:" + ingress.getAddress().getPort() + "/webhook/sms-status?message=req-1";
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
        ingress.stop(0);
    }

    @Test
    void statesAreToldSigned() throws Exception {
        // When
        String sid = SimulatorClient.json(client.twilio(TO, "Здравствуйте", "StatusCallback", url))
                .path("sid")
                .asText();

        // Then
        await().until(() -> told.size() == 2);
        assertThat(told).allSatisfy(callback -> assertThat(callback)
                .containsEntry("MessageSid", sid)
                .containsEntry("AccountSid", SimulatorClient.ACCOUNT)
                .containsEntry("From", SimulatorClient.NUMBER)
                .containsEntry("To", TO));
        assertThat(states()).containsExactly("sent", "delivered");
        assertThat(signatures)
                .containsExactlyElementsOf(told.stream()
                        .map(callback -> TwilioSignature.of("12345", url, callback))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "twice, sent sent delivered delivered",
        "reversed, delivered sent",
        "undelivered/30003, sent undelivered",
        "reversed; twice; failed/30007, failed failed sent sent"
    })
    void scriptSaysWhatIsTold(String script, String expected) throws Exception {
        // When
        client.twilio(TO, "Hello sim(" + script + ")", "StatusCallback", url);

        // Then
        List<String> all = List.of(expected.split(" "));
        await().until(() -> told.size() == all.size());
        assertThat(states()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(states().getFirst()).isEqualTo(all.getFirst());
    }

    @Test
    void failureHasItsCode() throws Exception {
        // When
        client.twilio(TO, "Hello sim(failed/30007)", "StatusCallback", url);

        // Then
        await().until(() -> told.size() == 2);
        assertThat(told.getFirst()).doesNotContainKey("ErrorCode");
        assertThat(told.getLast()).containsEntry("ErrorCode", "30007");
    }

    @Test
    void lostReportsAreNotTold() throws Exception {
        // Given
        client.twilio(TO, "Hello sim(lost)", "StatusCallback", url);

        // When
        client.twilio(TO, "Hello sim(late/300)", "StatusCallback", url);

        // Then
        await().until(() -> told.size() == 2);
        assertThat(told).extracting(callback -> callback.get("MessageSid")).containsOnly(lastTaken());
    }

    private String lastTaken() throws Exception {
        return client.shown("messages").path("messages").get(1).path("id").asText();
    }

    private List<String> states() {
        return told.stream().map(callback -> callback.get("MessageStatus")).toList();
    }

    private void read(HttpExchange exchange) throws IOException {
        try (exchange) {
            signatures.add(exchange.getRequestHeaders().getFirst("X-Twilio-Signature"));
            told.add(Arrays.stream(new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&"))
                    .map(parameter -> parameter.split("=", 2))
                    .collect(Collectors.toMap(
                            parameter -> parameter[0], parameter -> URLDecoder.decode(parameter[1], UTF_8))));
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
