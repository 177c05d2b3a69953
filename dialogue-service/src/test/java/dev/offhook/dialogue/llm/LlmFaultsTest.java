package dev.offhook.dialogue.llm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.offhook.servers.llm.FakeLlm;
import dev.offhook.servers.llm.LedgerEntry;
import dev.offhook.servers.llm.Script;
import dev.offhook.servers.llm.Step;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class LlmFaultsTest {
    private static final FakeLlm SERVER = FakeLlm.start(0);
    /** The breaker stays out of the way. */
    private static final Llm LLM = new Llm(Map.of(
            "breaker.calls",
            "1000",
            "breaker.refused",
            "0s",
            "breaker.limited",
            "0s",
            "breaker.longest-limited",
            "0s"));

    private final List<String> heard = new ArrayList<>();

    /** The first call of a JVM loads its classes; deadlines are not about that. */
    @BeforeAll
    static void warmUp() {
        LLM.client.converse(Llm.request(Llm.settings(SERVER, "fake")), Llm.PATIENT, sentence -> {}, new Cancellation());
    }

    @BeforeEach
    void forget() {
        SERVER.reset();
    }

    @AfterAll
    static void stop() {
        LLM.close();
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "fake-silent,   TIMEOUT_FIRST, 2",
        "fake-metadata, TIMEOUT_FIRST, 2",
        "fake-cut,      CUT,           2",
        "fake-stall,    STALLED,       1",
        "fake-401,      REFUSED,       1",
        "fake-429,      LIMITED,       1",
        "fake-500,      SERVER,        2",
        "fake-garbage,  GARBAGE,       2",
        "fake-reset,    RESET,         2",
        "fake-html,     GARBAGE,       2"
    })
    void faultEndsInTimeWithItsCause(String model, Outcome outcome, int attempts) {
        // Given
        long before = System.nanoTime();

        // When
        LlmResult result = LLM.client.converse(
                Llm.request(Llm.settings(SERVER, model)), Llm.DEADLINES, heard::add, new Cancellation());

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isLessThan(Llm.DEADLINES.firstSentence().plusMillis(1500));
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.attempts()).isEqualTo(attempts);
        assertThat(SERVER.ledger()).hasSize(attempts);
        assertThat(heard).isEqualTo(result.sentences());
        await().untilAsserted(
                        () -> assertThat(SERVER.ledger()).noneMatch(entry -> entry.ended() == LedgerEntry.Ended.OPEN));
    }

    @Test
    void finishedSentenceOfAStalledAnswerIsHeard() {
        // When
        LlmResult result = converse("fake-stall");

        // Then
        assertThat(heard).containsExactly("Мы работаем каждый день.");
        assertThat(result.text()).isEqualTo("Мы работаем каждый день. Завтрак подают");
        assertThat(result.tokens().estimated()).isTrue();
        assertThat(result.tokens().out()).isPositive();
    }

    @Test
    void refusedRequestCostsNothing() {
        assertThat(converse("fake-401").tokens()).isEqualTo(TokenCount.NONE);
    }

    @Test
    void secondAttemptAnswersWhenTheFirstIsReset() {
        // Given
        SERVER.next(Script.of(new Step.Reset()), Script.text("Завтрак с семи."));

        // When
        LlmResult result = converse("fake");

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(heard).containsExactly("Завтрак с семи.");
        assertThat(result.tokens().estimated()).isTrue();
    }

    @Test
    void noSecondAttemptAfterASentence() {
        // Given
        SERVER.next(Script.of(new Step.Text("Завтрак с семи. Обед"), new Step.Cut(false)), Script.text("Нет."));

        // When
        LlmResult result = converse("fake");

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.CUT);
        assertThat(heard).containsExactly("Завтрак с семи.");
        assertThat(SERVER.ledger()).hasSize(1);
    }

    @Test
    void responseThatEndsInOrderInMidSentenceIsCut() {
        // Given
        SERVER.always(Script.of(new Step.Text("Завтрак подают"), new Step.Cut(true)));

        // When
        LlmResult result = converse("fake");

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.CUT);
        assertThat(heard).isEmpty();
    }

    @Test
    void answerWithoutWordsIsGarbage() {
        // Given
        SERVER.always(Script.of());

        // When
        LlmResult result = converse("fake");

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.GARBAGE);
    }

    @Test
    void slowAnswerEndsAtTheTotal() {
        // Given
        var deadlines = new Deadlines(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(900));
        SERVER.always(Script.text("Да. ".repeat(50), Duration.ZERO, Duration.ofMillis(100)));

        // When
        LlmResult result = LLM.client.converse(
                Llm.request(Llm.settings(SERVER, "fake")), deadlines, heard::add, new Cancellation());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.TIMEOUT_TOTAL);
        assertThat(heard).hasSizeBetween(5, 10);
    }

    @Test
    void halfASentenceIsSpokenOnlyWhenThereIsNoWholeOne() {
        // Given
        SERVER.next(Script.text("Завтрак с семи. Обед подают").then(new Step.Finish("length")));
        SERVER.next(Script.text("Завтрак подают").then(new Step.Finish("length")));

        // When
        LlmResult first = converse("fake");
        LlmResult second = converse("fake");

        // Then
        assertThat(first.sentences()).containsExactly("Завтрак с семи.");
        assertThat(second.sentences()).containsExactly("Завтрак подают.");
    }

    @Test
    void closedPortIsNoConnection() throws IOException {
        // Given
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var nobody = new LlmSettings(URI.create("http://127.0.0.1:" + port + "/v1"), null, "fake", 0, 100);

        // When
        LlmResult result = LLM.client.converse(Llm.request(nobody), Llm.PATIENT, heard::add, new Cancellation());

        // Then
        assertThat(result.outcome()).isEqualTo(Outcome.CONNECT);
        assertThat(result.tokens()).isEqualTo(TokenCount.NONE);
    }

    @Test
    void whatTheListenerThrowsEndsTheCallAndClosesTheConnection() {
        // Given
        SERVER.always(Script.of(new Step.Text("Завтрак с семи. "), new Step.Hang()));

        // When
        var call = assertThatThrownBy(() -> LLM.client.converse(
                Llm.request(Llm.settings(SERVER, "fake")),
                Llm.DEADLINES,
                sentence -> {
                    throw new IllegalStateException("lost");
                },
                new Cancellation()));

        // Then
        call.isInstanceOf(IllegalStateException.class).hasMessage("lost");
        await().untilAsserted(() -> assertThat(SERVER.ledger())
                .singleElement()
                .extracting(LedgerEntry::ended)
                .isEqualTo(LedgerEntry.Ended.CLOSED_BY_CLIENT));
    }

    /** With time to spare, except between two pieces. */
    private LlmResult converse(String model) {
        var deadlines = new Deadlines(
                Llm.PATIENT.attempt(), Llm.PATIENT.firstSentence(), Llm.DEADLINES.stall(), Llm.PATIENT.total());
        return LLM.client.converse(Llm.request(Llm.settings(SERVER, model)), deadlines, heard::add, new Cancellation());
    }
}
