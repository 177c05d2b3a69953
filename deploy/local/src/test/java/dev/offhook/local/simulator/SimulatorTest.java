package dev.offhook.local.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatorTest {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TWILIO = "/2010-04-01/Accounts/" + ACCOUNT;
    private static final String VOXIMPLANT_LOGIN = "account_id=7654321&api_key=11111111-2222-3333-4444-555555555555";

    @TempDir
    Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(0, data);
    }

    @AfterEach
    void stop() {
        simulator.close();
        http.close();
    }

    @Test
    void messageIsTakenAndShown() throws Exception {
        // When
        HttpResponse<String> created = twilio("+14155550123", "+15005550006", "Здравствуйте!", "12345");

        // Then
        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode message = json(created);
        assertThat(message.path("sid").asText()).matches("SM[0-9a-f]{32}");
        assertThat(message.path("status").asText()).isEqualTo("queued");
        assertThat(message.path("num_segments").isTextual()).isTrue();
        assertThat(message.path("num_segments").asText()).isEqualTo("1");
        assertThat(message.path("num_media").asText()).isEqualTo("0");
        assertThat(message.path("direction").asText()).isEqualTo("outbound-api");
        assertThat(message.path("price").isNull()).isTrue();
        assertThat(message.path("date_created").asText()).matches("\\w{3}, \\d{2} \\w{3} \\d{4} [\\d:]{8} \\+0000");
        JsonNode shown = json(get("/simulator/messages?to=%2B14155550123")).path("messages");
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("text").asText()).isEqualTo("Здравствуйте!");
        assertThat(shown.get(0).path("id").asText())
                .isEqualTo(message.path("sid").asText());
    }

    @Test
    void wrongTokenIsRefused() throws Exception {
        // When
        HttpResponse<String> refused = twilio("+14155550123", "+15005550006", "Hello", "54321");

        // Then
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).path("code").asInt()).isEqualTo(20003);
        assertThat(json(get("/simulator/messages")).path("messages")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "12, +15005550006, Hello, 21211",
        "+14155550123, nobody, Hello, 21212",
        "+14155550123, +14155550999, Hello, 21606",
        "+14155550123, +15005550006, '', 20001"
    })
    void wrongParameterGetsTwiliosCode(String to, String from, String body, int code) throws Exception {
        // When
        HttpResponse<String> refused = twilio(to, from, body, "12345");

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("code").asInt()).isEqualTo(code);
        assertThat(json(refused).path("more_info").asText()).endsWith("/" + code);
        assertThat(json(refused).path("status").asInt()).isEqualTo(400);
    }

    @Test
    void bodyOver1600CharactersIsTooLong() throws Exception {
        // When
        HttpResponse<String> longest = twilio("+14155550123", "+15005550006", "я".repeat(1600), "12345");
        HttpResponse<String> tooLong = twilio("+14155550123", "+15005550006", "я".repeat(1601), "12345");

        // Then
        assertThat(longest.statusCode()).isEqualTo(201);
        assertThat(json(longest).path("num_segments").asText()).isEqualTo("24");
        assertThat(json(tooLong).path("code").asInt()).isEqualTo(21617);
    }

    @Test
    void sentMessagesAreListedByRecipientAndFetchedById() throws Exception {
        // Given
        http.send(
                request("/simulator/settings")
                        .PUT(BodyPublishers.ofString("{\"listedAfter\":\"PT0S\"}"))
                        .build(),
                BodyHandlers.discarding());
        twilio("+14155550111", "+15005550006", "one", "12345");
        String sid = json(twilio("+14155550123", "+15005550006", "two", "12345"))
                .path("sid")
                .asText();

        // When
        JsonNode listed = json(get(TWILIO + "/Messages.json?To=%2B14155550123"));
        JsonNode fetched = json(get(TWILIO + "/Messages/" + sid + ".json"));
        HttpResponse<String> unknown = get(TWILIO + "/Messages/SM00.json");

        // Then
        assertThat(listed.path("messages")).hasSize(1);
        assertThat(listed.path("messages").get(0).path("body").asText()).isEqualTo("two");
        assertThat(fetched.path("sid").asText()).isEqualTo(sid);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).path("code").asInt()).isEqualTo(20404);
    }

    @Test
    void messagesSurviveARestart() throws Exception {
        // Given
        twilio("+14155550123", "+15005550006", "Hello", "12345");
        simulator.close();
        Files.writeString(data.resolve("messages.jsonl"), "{\"provider\":\"twi", StandardOpenOption.APPEND);

        // When
        simulator = Simulator.start(0, data);
        twilio("+14155550123", "+15005550006", "again", "12345");

        // Then
        assertThat(json(get("/simulator/messages")).path("messages"))
                .extracting(message -> message.path("text").asText())
                .containsExactly("Hello", "again");
        assertThat(Files.readAllLines(data.resolve("messages.jsonl"))).hasSize(2);
    }

    @Test
    void deletedMessagesAreForgotten() throws Exception {
        // Given
        twilio("+14155550123", "+15005550006", "Hello", "12345");

        // When
        int status = http.send(request("/simulator/messages").DELETE().build(), BodyHandlers.discarding())
                .statusCode();

        // Then
        assertThat(status).isEqualTo(204);
        assertThat(json(get("/simulator/messages")).path("messages")).isEmpty();
    }

    @Test
    void twoWayMessageOfVoximplantIsTaken() throws Exception {
        // When
        JsonNode sent = json(post(
                "/platform_api/SendSmsMessage",
                VOXIMPLANT_LOGIN + "&source=74951234567&destination=79161234567&sms_body=Hello"));

        // Then
        assertThat(sent.path("result").asInt()).isEqualTo(1);
        assertThat(sent.path("message_id").asLong()).isPositive();
        assertThat(sent.path("fragments_count").asInt()).isEqualTo(1);
        assertThat(json(get("/simulator/messages?to=79161234567")).path("messages"))
                .hasSize(1);
    }

    @Test
    void partialFailureOfA2pIsNoError() throws Exception {
        // When
        HttpResponse<String> sent = post(
                "/platform_api/A2PSendSms",
                VOXIMPLANT_LOGIN + "&src_number=Hotel&dst_numbers=" + encoded("447443332212;12") + "&text=Hello");

        // Then
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(json(sent).path("result")).hasSize(1);
        assertThat(json(sent).path("failed").get(0).path("error_code").asInt()).isEqualTo(385);
    }

    @ParameterizedTest
    @CsvSource({
        "SendSmsMessage, account_id=1&api_key=2, 100",
        "SendSmsMessage, '', 101",
        "SendSmsMessage, source=74990000000&destination=79161234567&sms_body=a, 386",
        "MakeCoffee, '', 103"
    })
    void errorOfVoximplantComesInsideA200(String method, String parameters, int code) throws Exception {
        // When
        HttpResponse<String> refused = post(
                "/platform_api/" + method,
                parameters.startsWith("account_id") ? parameters : VOXIMPLANT_LOGIN + "&" + parameters);

        // Then
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(json(refused).path("error").path("code").asInt()).isEqualTo(code);
    }

    @Test
    void aRecordingIsDeletedOnce() throws Exception {
        // Given
        String recording = TWILIO + "/Recordings/RE" + "0".repeat(32) + ".json";

        // When
        int stranger = delete(recording, "54321").statusCode();
        int first = delete(recording, "12345").statusCode();
        HttpResponse<String> second = delete(recording, "12345");

        // Then
        assertThat(stranger).isEqualTo(401);
        assertThat(first).isEqualTo(204);
        assertThat(second.statusCode()).isEqualTo(404);
        assertThat(json(second).path("code").asInt()).isEqualTo(20404);
    }

    @Test
    void portInUseIsNamed() {
        // When Then
        assertThatThrownBy(() -> Simulator.start(simulator.port(), data))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + simulator.port());
    }

    private HttpResponse<String> twilio(String to, String from, String body, String token) throws Exception {
        String form = Map.of("To", to, "From", from, "Body", body).entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return http.send(
                request(TWILIO + "/Messages.json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .setHeader("Authorization", basic(token))
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> delete(String path, String token) throws IOException, InterruptedException {
        return http.send(
                request(path).setHeader("Authorization", basic(token)).DELETE().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
                .header("Authorization", basic("12345"));
    }

    private static String basic(String token) {
        return "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + token).getBytes(UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
