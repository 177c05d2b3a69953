package dev.offhook.servers.llm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FakeLlmTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FakeLlm LLM = FakeLlm.start(0);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void forget() {
        LLM.reset();
    }

    @AfterAll
    static void stop() {
        LLM.close();
    }

    @Test
    void streamHasRoleTextFinishUsageAndDone() throws Exception {
        // Given
        LLM.next(Script.text("Да. Завтрак с семи."));

        // When
        List<String> lines = events("fake", "true, \"stream_options\": {\"include_usage\": true}");

        // Then
        assertThat(lines.getLast()).isEqualTo("[DONE]");
        List<JsonNode> chunks = lines.subList(0, lines.size() - 1).stream()
                .map(FakeLlmTest::json)
                .toList();
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(String.join(
                        "",
                        chunks.stream()
                                .map(chunk ->
                                        chunk.at("/choices/0/delta/content").asText())
                                .toList()))
                .isEqualTo("Да. Завтрак с семи.");
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asText())
                .isEqualTo("stop");
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void toolCallComesInFragments() throws Exception {
        // Given
        LLM.next(Script.toolCall("call_7", "transfer", "{\"to\":\"reception\"}"));

        // When
        List<JsonNode> calls = events("fake", "true").stream()
                .filter(line -> !line.equals("[DONE]"))
                .map(line -> json(line).at("/choices/0/delta/tool_calls/0"))
                .filter(JsonNode::isObject)
                .toList();

        // Then
        assertThat(calls).hasSizeGreaterThan(2);
        assertThat(calls.getFirst().at("/function/name").asText()).isEqualTo("transfer");
        assertThat(String.join(
                        "",
                        calls.stream()
                                .map(call -> call.at("/function/arguments").asText())
                                .toList()))
                .isEqualTo("{\"to\":\"reception\"}");
    }

    @Test
    void withoutStreamingTheAnswerIsOneDocument() throws Exception {
        // Given
        LLM.next(Script.text("Да."));

        // When
        JsonNode answer = json(post("fake", "false").body());

        // Then
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("Да.");
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"fake-401, 401, authentication_error", "fake-429, 429, rate_limit_error", "fake-500, 500, server_error"
    })
    void errorHasOpenAisBodyAndCostsNothing(String model, int status, String type) throws Exception {
        // When
        HttpResponse<String> answer = post(model, "true");

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer.body()).at("/error/type").asText()).isEqualTo(type);
        assertThat(LLM.paid()).isEmpty();
        assertThat(LLM.ledger()).singleElement().satisfies(entry -> {
            assertThat(entry.tokensIn()).isZero();
            assertThat(entry.call().authorized()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake-cut", "fake-reset"})
    void brokenConnectionIsAnError(String model) {
        assertThatThrownBy(() -> post(model, "true")).isInstanceOf(IOException.class);
    }

    @Test
    void modelNameSetsThePace() throws Exception {
        // Given
        long before = System.nanoTime();

        // When
        post("fake?first=100ms&piece=50ms", "true");

        // Then
        int words = LLM.ledger().getFirst().tokensOut();
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThan(Duration.ofMillis(100 + 50L * (words - 1)));
    }

    @Test
    void answerComesFromTheKnowledgeInTheLanguageOfTheQuestion() throws Exception {
        assertThat(said(
                        "Во сколько у вас завтрак?",
                        "# Знания\\n- Завтрак подают с 7 до 11 утра.\\n- Парковка бесплатная."))
                .isEqualTo("Завтрак подают с 7 до 11 утра.");
        assertThat(said("Is there parking?", "# Knowledge\\nQ: Is there parking?\\nA: Parking is free."))
                .isEqualTo("Parking is free.");
        assertThat(said("Do you sell boats?", "# Knowledge\\n- Parking is free."))
                .startsWith("Thank you");
        assertThat(said("Вы робот?", "")).contains("тестовый");
    }

    @Test
    void jsonIsExtractedFromTheTranscript() throws Exception {
        // When
        JsonNode answer = json(json(send(
                                "fake",
                                "false, \"response_format\": {\"type\": \"json_object\"}",
                                "Caller: Здравствуйте\\nAssistant: Да?\\nCaller: Интересует программирование",
                                "- interests: чем интересуется\\n- salary: зарплата")
                        .body())
                .at("/choices/0/message/content")
                .asText());

        // Then
        assertThat(answer.at("/summary").asText()).isEqualTo("Здравствуйте … Интересует программирование");
        assertThat(answer.at("/fields/interests").asText()).isEqualTo("Интересует программирование");
        assertThat(answer.at("/fields/salary").isNull()).isTrue();
    }

    @Test
    void scriptPutOverHttpIsPlayedAndTheLedgerRead() throws Exception {
        // Given
        URI root = LLM.baseUrl().resolve("/fake/");
        HttpRequest put = HttpRequest.newBuilder(root.resolve("script"))
                .PUT(
                        BodyPublishers.ofString(
                                "{\"queue\":[{\"steps\":[{\"text\":\"Один.\"},{\"usage\":{\"in\":3,\"out\":9}}]}],\"always\":\"Всегда.\"}"))
                .build();
        assertThat(HTTP.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(204);

        // When
        List<String> answers =
                List.of(post("fake", "false").body(), post("fake", "false").body());

        // Then
        assertThat(answers).satisfiesExactly(first -> assertThat(first).contains("Один."), second -> assertThat(second)
                .contains("Всегда."));
        JsonNode ledger =
                json(HTTP.send(HttpRequest.newBuilder(root.resolve("requests")).build(), BodyHandlers.ofString())
                        .body());
        assertThat(ledger.at("/0/tokensOut").asInt()).isEqualTo(9);
        assertThat(ledger.at("/0/sentences/0/text").asText()).isEqualTo("Один.");
        assertThat(ledger.toString()).doesNotContain("secret-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{\"queue\":[{\"steps\":[{\"dance\":1}]}]}",
                "{\"queue\":[{\"steps\":[{\"delay\":\"soon\"}]}]}"
            })
    void wrongScriptIsRefused(String script) throws Exception {
        HttpRequest put = HttpRequest.newBuilder(LLM.baseUrl().resolve("/fake/script"))
                .PUT(BodyPublishers.ofString(script))
                .build();

        assertThat(HTTP.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    }

    @Test
    void threeHundredStreamsAtOnceKeepTheirPace() {
        // Given
        LLM.always(Script.text("Раз два три четыре пять.", Duration.ofMillis(500), Duration.ofMillis(100)));
        long before = System.nanoTime();

        // When
        CompletableFuture.allOf(IntStream.range(0, 300)
                        .mapToObj(i -> HTTP.sendAsync(request("fake", "true", "?", ""), BodyHandlers.ofString()))
                        .toArray(CompletableFuture[]::new))
                .join();

        // Then: twenty threads would need 14 s.
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
        assertThat(LLM.paid()).hasSize(300).allMatch(entry -> entry.ended() == LedgerEntry.Ended.DONE);
    }

    private static String said(String question, String system) throws Exception {
        return json(send("fake", "false", question, system).body())
                .at("/choices/0/message/content")
                .asText();
    }

    private static List<String> events(String model, String stream) throws Exception {
        return post(model, stream)
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }

    private static HttpResponse<String> post(String model, String stream) throws Exception {
        return send(model, stream, "Привет", "");
    }

    private static HttpResponse<String> send(String model, String stream, String user, String system) throws Exception {
        return HTTP.send(request(model, stream, user, system), BodyHandlers.ofString());
    }

    private static HttpRequest request(String model, String stream, String user, String system) {
        return HttpRequest.newBuilder(URI.create(LLM.baseUrl() + "/chat/completions"))
                .header("Authorization", "Bearer secret-key")
                .POST(BodyPublishers.ofString("""
                        {"model": "%s", "stream": %s, "messages": [
                          {"role": "system", "content": "%s"}, {"role": "user", "content": "%s"}]}""".formatted(model, stream, system, user)))
                .build();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
