package dev.offhook.dialogue.llm;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.offhook.servers.llm.FakeLlm;
import dev.offhook.servers.llm.LedgerEntry;
import dev.offhook.servers.llm.Script;
import dev.offhook.servers.llm.Step;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LlmClientTest {
    private static final Logger LOG = Logger.getLogger(LlmClientTest.class);
    private static final int WARM_UP = 20;
    private static final FakeLlm SERVER = FakeLlm.start(0);
    private static final Llm LLM = new Llm(Map.of());

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void forget() {
        SERVER.reset();
    }

    @AfterAll
    static void stop() {
        LLM.close();
        SERVER.close();
    }

    @Test
    void answerIsHeardSentenceBySentenceOnTheCallingThread() {
        // Given
        SERVER.next(
                Script.text("Да. Завтрак с **семи** до одиннадцати! Придёте?").then(new Step.Usage(42, 7)));
        List<Thread> threads = new ArrayList<>();

        // When
        LlmResult result = LLM.client.converse(
                Llm.request(Llm.settings(SERVER, "fake")),
                Llm.PATIENT,
                sentence -> {
                    heard.add(sentence);
                    threads.add(Thread.currentThread());
                },
                new Cancellation());

        // Then
        assertThat(heard).containsExactly("Да.", "Завтрак с семи до одиннадцати!", "Придёте?");
        assertThat(threads).containsOnly(Thread.currentThread());
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.text()).isEqualTo("Да. Завтрак с **семи** до одиннадцати! Придёте?");
        assertThat(result.tokens()).isEqualTo(new TokenCount(42, 7, false));
        assertThat(result.firstSentence()).isPositive();
    }

    @Test
    void requestCarriesPromptHistoryToolsAndSettings() {
        // Given
        var transfer = ToolSpecification.builder()
                .name("transfer")
                .description("Соединяет с сотрудником")
                .parameters(JsonObjectSchema.builder().addStringProperty("to").build())
                .build();
        var request = new LlmRequest(
                Llm.settings(SERVER, "fake"),
                Channel.VOICE,
                "Система",
                List.of(
                        new LlmMessage.Caller("Соедините"),
                        new LlmMessage.Assistant("", List.of(new ToolCall("call_1", "transfer", "{\"to\":\"a\"}"))),
                        new LlmMessage.ToolResult("call_1", "transfer", "занято"),
                        new LlmMessage.Caller("")),
                List.of(transfer));

        // When
        LLM.client.converse(request, Llm.PATIENT, heard::add, new Cancellation());

        // Then
        LedgerEntry entry = SERVER.ledger().getFirst();
        assertThat(entry.call().authorized()).isTrue();
        assertThat(entry.call().system()).isEqualTo("Система");
        assertThat(entry.call().body().at("/temperature").asDouble()).isEqualTo(0.3);
        assertThat(entry.call().body().at("/max_tokens").asInt()).isEqualTo(200);
        assertThat(entry.call().body().at("/tools/0/function/name").asText()).isEqualTo("transfer");
        assertThat(entry.call()
                        .body()
                        .at("/messages/2/tool_calls/0/function/arguments")
                        .asText())
                .isEqualTo("{\"to\":\"a\"}");
        assertThat(entry.call().body().at("/messages/3/tool_call_id").asText()).isEqualTo("call_1");
        assertThat(entry.call().body().at("/messages/3/content").asText()).isEqualTo("занято");
    }

    @Test
    void toolCallsAreAssembledFromFragments() {
        // Given
        SERVER.next(Script.of(
                new Step.Text("Соединяю."),
                new Step.ToolCall("call_1", "transfer", "{\"to\": \"reception, второй этаж\"}"),
                new Step.ToolCall("call_2", "note", "{\"field\": \"имя\", \"value\": \"Анна\"}")));

        // When
        LlmResult result = LLM.client.converse(
                Llm.request(Llm.settings(SERVER, "fake")), Llm.PATIENT, heard::add, new Cancellation());

        // Then
        assertThat(heard).containsExactly("Соединяю.");
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.toolCalls())
                .containsExactly(
                        new ToolCall("call_1", "transfer", "{\"to\": \"reception, второй этаж\"}"),
                        new ToolCall("call_2", "note", "{\"field\": \"имя\", \"value\": \"Анна\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake-silent", "fake-metadata", "fake-slow", "fake?first=2s"})
    void cancellingClosesTheConnectionAtOnce(String model) throws Exception {
        // Given
        var cancellation = new Cancellation();
        CompletableFuture<LlmResult> call = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> call.complete(LLM.client.converse(
                        Llm.request(Llm.settings(SERVER, model)), Llm.PATIENT, heard::add, cancellation)));
        await().untilAsserted(() -> assertThat(SERVER.ledger()).hasSize(1));
        long before = System.nanoTime();

        // When
        cancellation.cancel();

        // Then
        assertThat(call.get().outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        await().untilAsserted(() -> assertThat(SERVER.ledger())
                .singleElement()
                .extracting(LedgerEntry::ended)
                .isEqualTo(LedgerEntry.Ended.CLOSED_BY_CLIENT));
    }

    @Test
    void fakeServerAnswersFromThePrompt() {
        // Given
        String system = Prompts.system(
                new PromptInput(
                        "Отель",
                        "Будь любезен.",
                        "Пн–Пт 9–18",
                        List.of("Парковка бесплатная.", "Завтрак подают с 7 до 11."),
                        Channel.VOICE,
                        Locale.of("ru"),
                        ZonedDateTime.now(ZoneId.of("UTC")),
                        "",
                        List.of()),
                4000);
        var request = new LlmRequest(
                Llm.settings(SERVER, "fake"),
                Channel.VOICE,
                system,
                List.of(new LlmMessage.Caller("Во сколько завтрак?")),
                List.of());

        // When
        LlmResult result = LLM.client.converse(request, Llm.PATIENT, heard::add, new Cancellation());

        // Then
        assertThat(result.sentences()).containsExactly("Завтрак подают с 7 до 11.");
    }

    @Test
    void cancelledBeforeTheCallSendsNothing() {
        // Given
        var cancellation = new Cancellation();
        cancellation.cancel();

        // When
        LlmResult result =
                LLM.client.converse(Llm.request(Llm.settings(SERVER, "fake")), Llm.PATIENT, heard::add, cancellation);

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(result.attempts()).isZero();
        assertThat(SERVER.ledger()).isEmpty();
    }

    @Test
    void finishedSentenceIsHeardWithinMilliseconds() {
        // Given
        SERVER.always(Script.of(
                new Step.Delay(Duration.ofMillis(5)),
                new Step.Text("Завтрак подают"),
                new Step.Delay(Duration.ofMillis(5)),
                new Step.Text(" утром."),
                new Step.Delay(Duration.ofMillis(30)),
                new Step.Text(" Приходите.")));
        List<Long> heardAt = new ArrayList<>();

        // When
        for (int i = 0; i < WARM_UP + 200; i++) {
            boolean[] first = {true};
            LLM.client.converse(
                    Llm.request(Llm.settings(SERVER, "fake")),
                    Llm.PATIENT,
                    sentence -> {
                        if (first[0]) {
                            heardAt.add(System.nanoTime());
                        }
                        first[0] = false;
                    },
                    new Cancellation());
        }

        // Then
        List<LedgerEntry> ledger = SERVER.ledger();
        long[] latencies = IntStream.range(WARM_UP, ledger.size())
                .mapToLong(i ->
                        heardAt.get(i) - ledger.get(i).sentences().getFirst().nanos())
                .sorted()
                .toArray();
        Duration median = Duration.ofNanos(latencies[latencies.length / 2]);
        LOG.infof(
                "A sentence is heard %s (p50), %s (p99) after it was sent",
                median, Duration.ofNanos(latencies[latencies.length * 99 / 100]));
        assertThat(median).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void twoHundredSlowAnswersTakeNoLongerThanOne() throws Exception {
        // Given
        SERVER.always(Script.text("Завтрак подают с семи утра.", Duration.ofSeconds(2), Duration.ofMillis(1)));
        long before = System.nanoTime();

        // When
        List<LlmResult> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<LlmResult>> calls = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> LLM.client.converse(
                            Llm.request(Llm.settings(SERVER, "fake")), Llm.PATIENT, heard::add, new Cancellation())))
                    .toList();
            for (Future<LlmResult> call : calls) {
                results.add(call.get());
            }
        }

        // Then
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        LOG.infof("200 answers of 2 s took %s", took);
        assertThat(results).allMatch(LlmResult::complete);
        assertThat(heard).hasSize(200);
        // A pool of twenty threads would need 20 s.
        assertThat(took).isLessThan(Duration.ofSeconds(8));
    }
}
