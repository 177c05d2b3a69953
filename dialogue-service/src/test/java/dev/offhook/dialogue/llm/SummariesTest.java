package dev.offhook.dialogue.llm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.offhook.servers.llm.FakeLlm;
import dev.offhook.servers.llm.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SummariesTest {
    private static final FakeLlm SERVER = FakeLlm.start(0);
    private static final Llm LLM = new Llm(Map.of(
            "summary.timeout",
            "2s",
            "summary.longest-summary",
            "60",
            "summary.longest-field",
            "20",
            "breaker.calls",
            "1000"));
    private static final List<LlmMessage> TRANSCRIPT = List.of(
            new LlmMessage.Assistant("Здравствуйте! Чем помочь?"),
            new LlmMessage.Caller("Меня интересует программирование"),
            new LlmMessage.Assistant("Хорошо."),
            new LlmMessage.Caller("До свидания"));

    private final Summaries summaries = new Summaries(LLM.client, LLM.configuration);

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
    void fieldsOfTheConversationAreFoundAndTheOthersAbsent() {
        // When
        Summary summary = summaries.of(request("fake", TRANSCRIPT), new Cancellation());

        // Then
        assertThat(summary).isInstanceOfSatisfying(Summary.Present.class, present -> {
            assertThat(present.summary()).isEqualTo("Меня интересует программирование … До свидания");
            assertThat(present.fields()).containsOnlyKeys("interests");
            assertThat(present.tokens().estimated()).isFalse();
        });
        assertThat(SERVER.ledger().getFirst().call().wantsJson()).isTrue();
        assertThat(SERVER.ledger().getFirst().call().body().at("/temperature").asDouble())
                .isZero();
    }

    @Test
    void promptIsWhatIsSent() {
        // Given
        var request = request("fake", TRANSCRIPT);

        // When
        summaries.of(request, new Cancellation());

        // Then
        assertThat(SERVER.ledger().getFirst().call().body().at("/messages").findValuesAsText("content"))
                .isEqualTo(summaries.prompt(request));
    }

    @Test
    void valuesAreCleanedAndBounded() {
        // Given
        SERVER.next(Script.text("""
                        ```json
                        {"summary": " %s ", "fields": {"interests": ["код", "музыка"], "salary": "не указано", "hobby": "x"}}
                        ```""".formatted("слово ".repeat(30))));

        // When
        Summary summary = summaries.of(request("fake", TRANSCRIPT), new Cancellation());

        // Then
        assertThat(summary).isInstanceOfSatisfying(Summary.Present.class, present -> {
            assertThat(present.summary()).hasSize(60).endsWith("…");
            assertThat(present.fields()).containsExactly(Map.entry("interests", "код, музыка"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Звонил человек.",
                "{\"summary\": \"Звонил",
                "{\"summary\": \"\", \"fields\": {}}",
                "{\"summary\": 5, \"fields\": {}}",
                "{\"fields\": {}}",
                "{\"summary\": \"да\", \"fields\": []}",
                "[]",
                "{\"summary\": \"да\", \"fields\": {}} и ещё"
            })
    void anythingElseThanTheWantedJsonIsAbsent(String answer) {
        // Given
        SERVER.next(Script.text(answer));

        // When
        Summary summary = summaries.of(request("fake", TRANSCRIPT), new Cancellation());

        // Then
        assertThat(summary).isInstanceOfSatisfying(Summary.Absent.class, absent -> {
            assertThat(absent.reason()).isEqualTo(Summary.Reason.NOT_JSON);
            assertThat(absent.tokens().out()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource({"fake-silent", "fake-stall", "fake-cut", "fake-500", "fake-garbage"})
    void nothingIsInventedWhenTheModelFails(String model) {
        assertThat(summaries.of(request(model, TRANSCRIPT), new Cancellation()))
                .isInstanceOfSatisfying(Summary.Absent.class, absent -> assertThat(absent.reason())
                        .isEqualTo(Summary.Reason.LLM_FAILED));
    }

    @Test
    void callerWhoSaidNothingCostsNothing() {
        // Given
        List<LlmMessage> silent = List.of(new LlmMessage.Assistant("Алло?"), new LlmMessage.Caller(" "));

        // When
        Summary summary = summaries.of(request("fake", silent), new Cancellation());

        // Then
        assertThat(summary).isEqualTo(new Summary.Absent(Summary.Reason.NOTHING_SAID, TokenCount.NONE));
        assertThat(SERVER.ledger()).isEmpty();
    }

    private static SummaryRequest request(String model, List<LlmMessage> transcript) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("interests", "чем интересуется");
        fields.put("salary", "желаемая зарплата");
        return new SummaryRequest(Llm.settings(SERVER, model), transcript, fields, Locale.of("ru"));
    }
}
