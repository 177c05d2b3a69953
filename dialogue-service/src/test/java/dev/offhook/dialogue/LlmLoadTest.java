package dev.offhook.dialogue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.dialogue.store.ConversationStore;
import dev.offhook.dialogue.store.TurnRow;
import dev.offhook.dialogue.testsupport.LlmTenants;
import dev.offhook.dialogue.testsupport.Wire;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Envelope;
import dev.offhook.events.Topic;
import dev.offhook.servers.RealServers;
import dev.offhook.servers.llm.FakeLlm;
import dev.offhook.servers.llm.Script;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many turns with an LLM. {@code ./offhook test --full} runs them in the numbers that the figures are quoted for, and
 * holds the bounds that a busy build machine may miss.
 */
@QuarkusTest
@WithTestResource(RealServers.class)
class LlmLoadTest {
    private static final Logger LOG = Logger.getLogger(LlmLoadTest.class);
    private static final boolean FULL = Boolean.getBoolean("offhook.test.full");
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration ANSWER_BY = Duration.ofMillis(FULL ? 4000 : 6000);
    private static final List<String> FAULTS = List.of(
            "fake-silent",
            "fake-metadata",
            "fake-cut",
            "fake-stall",
            "fake-401",
            "fake-429",
            "fake-500",
            "fake-garbage",
            "fake-reset",
            "fake-slow");

    @Inject
    Wire wire;

    @Inject
    ConversationStore store;

    private final FakeLlm llm = FakeLlm.start(0);
    private final String run = UUID.randomUUID().toString();

    @AfterEach
    void stop() {
        llm.close();
    }

    @Test
    void everyTurnIsAnsweredInTimeWhateverTheModelDoes() {
        // Given
        int rounds = FULL ? 100 : 4;
        var tenants = FAULTS.stream()
                .map(fault -> LlmTenants.with(wire, llm.baseUrl(), fault).slug())
                .toList();

        // When
        var events = IntStream.range(0, rounds)
                .boxed()
                .flatMap(round -> tenants.stream().map(tenant -> say(tenant, "twilio:CA" + run + tenant + round)))
                .toList();
        events.forEach(this::awaitAnswer);

        // Then
        var delays = events.stream().mapToLong(this::closedAfterMillis).sorted().toArray();
        var sources =
                events.stream().map(event -> turn(event).source).distinct().toList();
        LOG.infof(
                "faults: turns=%d answered=%d p50=%dms max=%dms sources=%s",
                events.size(), delays.length, delays[delays.length / 2], delays[delays.length - 1], sources);
        assertThat(events)
                .allSatisfy(event -> assertThat(wire.wordsTo(event.id())).isNotEmpty());
        assertThat(delays[delays.length - 1]).isLessThan(ANSWER_BY.toMillis());
        assertThat(sources).isSubsetOf("llm", "rule");
    }

    @Test
    void firstSentenceIsOnTheTopicAtOnce() {
        // Given
        int turns = FULL ? 300 : 40;
        var tenant = LlmTenants.with(wire, llm.baseUrl(), "fake").slug();
        llm.always(Script.text("Завтрак с семи. Ждём вас!", Duration.ofMillis(50), Duration.ofMillis(5)));
        IntStream.range(0, 20).forEach(i -> awaitAnswer(say(tenant, "twilio:warm" + run + i)));
        int before = llm.ledger().size();

        // When
        var delays = IntStream.range(0, turns)
                .mapToLong(i -> {
                    var event = say(tenant, "twilio:CA" + run + i);
                    awaitAnswer(event);
                    long flushed =
                            llm.ledger().get(before + i).sentences().getFirst().nanos();
                    return (wire.arrivedAt(event.id() + "/0") - flushed) / 1000;
                })
                .sorted()
                .toArray();

        // Then
        LOG.infof(
                "first sentence to the replies topic: p50=%.1fms p95=%.1fms",
                delays[turns / 2] / 1000.0, delays[turns * 95 / 100] / 1000.0);
        assertThat(delays[turns / 2])
                .isLessThan(Duration.ofMillis(FULL ? 25 : 250).toNanos() / 1000);
    }

    @Test
    void slowModelOfSomeCallsDelaysNobodyElse() {
        // Given
        int calls = FULL ? 200 : 40;
        var tenant = LlmTenants.with(wire, llm.baseUrl(), "fake").slug();
        // Classes that are loaded for the first time would be measured otherwise.
        llm.always(Script.text("Завтрак с семи.", Duration.ofMillis(50), Duration.ofMillis(1)));
        IntStream.range(0, FULL ? 15 : 3).forEach(wave -> IntStream.range(0, 20)
                .mapToObj(i -> say(tenant, "twilio:warm" + run + wave + "-" + i))
                .toList()
                .forEach(this::awaitAnswer));
        llm.always(Script.text("Завтрак с семи.", Duration.ofSeconds(FULL ? 2 : 1), Duration.ofMillis(1)));
        long[] alone = IntStream.range(0, 3)
                .mapToLong(i -> closedAfterMillis(answered(tenant, "twilio:one" + run + i)))
                .sorted()
                .toArray();

        // When
        var events = IntStream.range(0, calls)
                .mapToObj(i -> say(tenant, "twilio:CA" + run + i))
                .toList();
        events.forEach(this::awaitAnswer);

        // Then
        long[] together =
                events.stream().mapToLong(this::closedAfterMillis).sorted().toArray();
        long p95 = together[calls * 95 / 100];
        LOG.infof(
                "%d calls at once with a slow model: p50=%dms p95=%dms, alone %s",
                calls, together[calls / 2], p95, Arrays.toString(alone));
        assertThat(events).allSatisfy(event -> assertThat(turn(event).source).isEqualTo("llm"));
        assertThat(p95).isLessThan(FULL ? alone[1] * 12 / 10 : 3 * alone[1]);
    }

    private Envelope<CallEvent> answered(String tenant, String conversation) {
        var event = say(tenant, conversation);
        awaitAnswer(event);
        return event;
    }

    private Envelope<CallEvent> say(String tenant, String conversation) {
        var event = Wire.<CallEvent>envelope(
                conversation + ":1:CallerSpoke", conversation, tenant, new CallerSpoke("цена", null, null, 1));
        wire.publish(Topic.CALL_EVENTS, conversation, event);
        return event;
    }

    private void awaitAnswer(Envelope<?> event) {
        await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> wire.answered(event.id()));
    }

    private long closedAfterMillis(Envelope<?> event) {
        var last = wire.answersTo(event.id()).getLast();
        return Duration.between(event.time(), last.time()).toMillis();
    }

    private TurnRow turn(Envelope<?> event) {
        return store.inDatabase(() -> TurnRow.findById(event.id()));
    }
}
