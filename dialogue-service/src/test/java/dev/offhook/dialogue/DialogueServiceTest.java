package dev.offhook.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.offhook.dialogue.store.ConversationRow;
import dev.offhook.dialogue.store.InboxEntry;
import dev.offhook.dialogue.store.Origin;
import dev.offhook.dialogue.store.TurnRow;
import dev.offhook.dialogue.testsupport.Sample;
import dev.offhook.dialogue.testsupport.Wire;
import dev.offhook.dialogue.turns.CallTurns;
import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.CloudEventHeaders;
import dev.offhook.events.Envelope;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Topic;
import dev.offhook.servers.RealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

/** Calls, as they come from and go to Kafka. */
@QuarkusTest
@WithTestResource(RealServers.class)
class DialogueServiceTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Wire wire;

    @Inject
    CallTurns callTurns;

    private final String call = Provider.TWILIO.conversationId("CA" + UUID.randomUUID());

    @Test
    void sampleDialogueIsAnsweredWordForWord() {
        // Given
        start(call);

        // When
        var answers = IntStream.range(0, 3)
                .mapToObj(i -> say(call, i + 1, Sample.CALLER.get(i)))
                .toList();

        // Then
        assertThat(answers).isEqualTo(Sample.BOT);
        assertThat(turns(call)).extracting(turn -> turn.number).containsExactly(0, 1, 2, 3);
        assertThat(turns(call))
                .extracting(turn -> turn.detail)
                .containsExactly(null, "change-profession", "it-chosen", "programming-chosen");
    }

    @Test
    void repliesCarryTheContextOfTheirEvent() {
        // Given
        var event = started(call);

        // When
        publish(event);
        awaitAnswer(event.id());

        // Then
        var replies = wire.answersTo(event.id());
        assertThat(replies).extracting(Envelope::id).containsExactly(event.id() + "/0", event.id() + "/1");
        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.subject()).isEqualTo(call);
            assertThat(reply.tenant()).isEqualTo("hr-center");
            assertThat(reply.traceparent()).isEqualTo(event.traceparent());
        });
        assertThat(replies.getLast().data()).isEqualTo(new Listen(1, 1));
    }

    @Test
    void fiftyCopiesOfAnEventAreOneTurnAndOneReply() {
        // Given
        start(call);
        var event = spoke(call, 1, Sample.CALLER.getFirst());

        // When
        CompletableFuture.allOf(IntStream.range(0, 50)
                        .mapToObj(_ -> CompletableFuture.runAsync(() -> publish(event)))
                        .toArray(CompletableFuture[]::new))
                .join();
        say(call, 2, Sample.CALLER.get(1));

        // Then
        assertThat(wire.wordsTo(event.id())).containsExactly(Sample.BOT.getFirst());
        assertThat(turns(call)).hasSize(3);
    }

    @Test
    void aRecordReadAgainAfterACrashIsPublishedAgain() {
        // Given
        var event = spoke(call, 1, Sample.CALLER.getFirst());
        var origin = new Origin(event.id(), 3, 1_000_000);
        callTurns.handle(event, origin);

        // When
        callTurns.handle(event, origin);

        // Then
        awaitWords(event.id(), List.of(Sample.BOT.getFirst(), Sample.BOT.getFirst()));
        assertThat(turns(call)).hasSize(1);
    }

    @Test
    void anEventThatComesAgainLateIsPublishedAgain() {
        // Given
        var event = spoke(call, 1, Sample.CALLER.getFirst());
        publish(event);
        awaitAnswer(event.id());
        QuarkusTransaction.requiringNew()
                .run(() -> InboxEntry.update(
                        "createdAt = ?1 where eventId = ?2", Instant.now().minusSeconds(31), event.id()));

        // When
        publish(event);

        // Then
        awaitWords(event.id(), List.of(Sample.BOT.getFirst(), Sample.BOT.getFirst()));
        assertThat(turns(call)).hasSize(1);
    }

    @Test
    void conversationsDoNotMix() {
        // Given
        var other = Provider.VOXIMPLANT.conversationId(UUID.randomUUID().toString());
        start(call);

        // When
        say(call, 1, Sample.CALLER.getFirst());
        var hotel = ask(other, "hotel-royal", new CallerSpoke("Сколько стоит номер?", null, null, null));
        var second = say(call, 2, Sample.CALLER.get(1));

        // Then
        assertThat(hotel).startsWith("Стандартный номер стоит");
        assertThat(second).isEqualTo(Sample.BOT.get(1));
        assertThat(conversation(other).provider).isEqualTo(Provider.VOXIMPLANT);
    }

    @Test
    void unnumberedTurnsAreCounted() {
        // Given
        ask(call, "hr-center", new CallerSpoke("да", null, null, null));

        // When
        ask(call, "hr-center", new CallerSpoke("да", null, null, null));

        // Then
        assertThat(turns(call)).extracting(turn -> turn.number).containsExactly(1, 2);
    }

    @Test
    void anUnreadableRecordGoesToTheDeadLettersAndTheNextIsAnswered() {
        // Given
        wire.publishBytes(Topic.CALL_EVENTS, call, "{nonsense".getBytes(UTF_8));

        // When
        var answer = say(call, 1, Sample.CALLER.getFirst());

        // Then
        assertThat(answer).isEqualTo(Sample.BOT.getFirst());
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(wire.deadLetters(Topic.CALL_EVENTS))
                .filteredOn(letter -> call.equals(letter.key()))
                .singleElement()
                .satisfies(letter -> assertThat(CloudEventHeaders.get(letter.headers(), "dead-letter-reason"))
                        .contains("header ce_type is missing")));
    }

    @Test
    void anEndedConversationAnswersButChangesNoMore() {
        // Given
        start(call);
        say(call, 1, Sample.CALLER.getFirst());
        publish(Wire.envelope(call + ":end", call, "hr-center", new CallEnded("completed", 10)));

        // When
        var late = say(call, 2, "IT");

        // Then
        assertThat(late).isEqualTo(Sample.BOT.get(1));
        assertThat(turns(call)).hasSize(2);
        assertThat(conversation(call).status).isEqualTo("ended");
        assertThat(conversation(call).lastTurn).isEqualTo(1);
    }

    @Test
    void anUnheardAnswerReopensItsQuestion() {
        // Given
        start(call);
        say(call, 1, Sample.CALLER.getFirst());
        say(call, 2, "первое");

        // When
        publish(Wire.envelope(
                call + ":2:FallbackSpoken",
                call,
                "hr-center",
                new FallbackSpoken(call + ":2:CallerSpoke", "Повторите, пожалуйста", 2)));
        var again = say(call, 3, "первое");

        // Then
        assertThat(again).isEqualTo(Sample.BOT.get(1));
        assertThat(turns(call)).extracting(turn -> turn.heard).containsExactly(true, true, false, true);
    }

    @Test
    void anUnknownTenantIsNoSilence() {
        // Given
        var event = Wire.envelope(call + ":1:CallerSilent", call, "nobody", new CallerSilent(1));

        // When
        publish(event);
        awaitAnswer(event.id());

        // Then
        assertThat(wire.wordsTo(event.id())).singleElement().asString().startsWith("Извините");
    }

    @Test
    void aConversationThatAnotherReplicaChangedIsReadAgain() {
        // Given
        start(call);
        QuarkusTransaction.requiringNew()
                .run(() -> ConversationRow.update(
                        "asked = 'field', lastTurn = 4, version = version + 1 where id = ?1", call));

        // When
        var answer = ask(call, "hr-center", new CallerSpoke("первое", null, null, null));

        // Then
        assertThat(answer).isEqualTo(Sample.BOT.get(1));
        assertThat(turns(call)).extracting(turn -> turn.number).containsExactly(0, 5);
    }

    @Test
    void rootNamesTheService() {
        // Given

        // When
        var response = when().get("/").then();

        // Then
        response.statusCode(200).body("name", is("dialogue-service"));
    }

    private void start(String conversation) {
        var event = started(conversation);
        publish(event);
        awaitAnswer(event.id());
    }

    private String say(String conversation, int turn, String text) {
        var event = spoke(conversation, turn, text);
        publish(event);
        awaitAnswer(event.id());
        return wire.wordsTo(event.id()).getFirst();
    }

    private String ask(String conversation, String tenant, CallEvent data) {
        var event = Wire.envelope(UUID.randomUUID().toString(), conversation, tenant, data);
        publish(event);
        awaitAnswer(event.id());
        return wire.wordsTo(event.id()).getFirst();
    }

    private static Envelope<CallEvent> started(String conversation) {
        return Wire.envelope(
                conversation + ":0:CallStarted",
                conversation,
                "hr-center",
                new CallStarted(Provider.TWILIO, "+14155550100", "+15005550006", 0));
    }

    private static Envelope<CallEvent> spoke(String conversation, int turn, String text) {
        return Wire.envelope(
                conversation + ":" + turn + ":CallerSpoke",
                conversation,
                "hr-center",
                new CallerSpoke(text, 0.9, "ru-RU", turn));
    }

    private void publish(Envelope<? extends CallEvent> event) {
        wire.publish(Topic.CALL_EVENTS, event.subject(), event);
    }

    private void awaitAnswer(String eventId) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> wire.answered(eventId));
    }

    private void awaitWords(String eventId, List<String> words) {
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(wire.wordsTo(eventId))
                .isEqualTo(words));
    }

    private static List<TurnRow> turns(String conversation) {
        return QuarkusTransaction.requiringNew()
                .call(() -> TurnRow.list("conversationId = ?1 order by number", conversation));
    }

    private static ConversationRow conversation(String id) {
        return QuarkusTransaction.requiringNew().call(() -> ConversationRow.findById(id));
    }
}
