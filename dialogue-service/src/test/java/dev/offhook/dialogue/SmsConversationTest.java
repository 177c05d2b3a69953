package dev.offhook.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import dev.offhook.dialogue.store.ConversationRow;
import dev.offhook.dialogue.store.TurnRow;
import dev.offhook.dialogue.testsupport.Sample;
import dev.offhook.dialogue.testsupport.Wire;
import dev.offhook.events.Envelope;
import dev.offhook.events.Provider;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.OptOut;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.events.SmsEvent.SmsStatusChanged;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.Topic;
import dev.offhook.servers.RealServers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Text messages, as they come from and go to Kafka. */
@QuarkusTest
@WithTestResource(RealServers.class)
class SmsConversationTest {
    private static final String CUSTOMER = "+14155550100";
    private static final String BUSINESS = "+15005550006";

    @Inject
    Wire wire;

    private final String thread = "thread-" + UUID.randomUUID();

    @Test
    void aMessageIsAnsweredByOneRequest() {
        // Given
        var message = message("SM1", Sample.CALLER.getFirst(), OptOut.NONE);

        // When
        publish(message);
        awaitAnswer(message);

        // Then
        assertThat(wire.answersTo(message.id())).singleElement().satisfies(request -> {
            assertThat(request.id()).isEqualTo(message.id() + "/reply");
            assertThat(request.subject()).isEqualTo("sms:" + thread + ":SM1");
            assertThat(request.data())
                    .isEqualTo(new SmsRequest(
                            CUSTOMER,
                            BUSINESS,
                            Sample.BOT.getFirst(),
                            SmsRequest.Purpose.REPLY,
                            "sms:" + thread + ":SM1"));
        });
    }

    @Test
    void theSameMessageAgainIsNotAnsweredAgain() {
        // Given
        var first = message("SM1", Sample.CALLER.getFirst(), OptOut.NONE);
        var second = message("SM2", Sample.CALLER.get(1), OptOut.NONE);

        // When
        publish(first);
        publish(first);
        publish(second);
        awaitAnswer(second);

        // Then
        assertThat(wire.wordsTo(first.id())).containsExactly(Sample.BOT.getFirst());
        assertThat(wire.wordsTo(second.id())).containsExactly(Sample.BOT.get(1));
        assertThat(conversations()).singleElement().satisfies(conversation -> assertThat(turns(conversation))
                .hasSize(2));
    }

    @Test
    void aMessageAfterADayBeginsANewConversation() {
        // Given
        var first = message("SM1", Sample.CALLER.getFirst(), OptOut.NONE);
        var nextDay = message("SM2", "первое", OptOut.NONE, first.time().plus(Duration.ofHours(25)));
        publish(first);
        awaitAnswer(first);

        // When
        publish(nextDay);
        awaitAnswer(nextDay);

        // Then
        assertThat(conversations())
                .extracting(conversation -> conversation.id, conversation -> conversation.status)
                .containsExactly(tuple("sms:" + thread + ":SM1", "ended"), tuple("sms:" + thread + ":SM2", "active"));
        assertThat(wire.wordsTo(nextDay.id())).isNotEqualTo(List.of(Sample.BOT.get(1)));
    }

    @Test
    void consentAndStatusAreNotAnswered() {
        // Given
        var stop = message("SM1", "STOP", OptOut.STOP);
        var status = envelope(
                "request-1:sent",
                new SmsStatusChanged("request-1", Provider.TWILIO, "SM0", SmsEvent.Status.SENT, null, null, null),
                Instant.now());
        var question = message("SM2", Sample.CALLER.getFirst(), OptOut.NONE);

        // When
        publish(stop);
        publish(status);
        publish(question);
        awaitAnswer(question);

        // Then
        assertThat(wire.answersTo(stop.id())).isEmpty();
        assertThat(wire.answersTo(status.id())).isEmpty();
        assertThat(conversations()).extracting(row -> row.id).containsExactly("sms:" + thread + ":SM2");
    }

    private Envelope<SmsEvent> message(String id, String text, OptOut optOut) {
        return message(id, text, optOut, Instant.now());
    }

    private Envelope<SmsEvent> message(String id, String text, OptOut optOut, Instant time) {
        return envelope(
                "sms:" + id + thread, new SmsReceived(Provider.TWILIO, CUSTOMER, BUSINESS, text, id, optOut), time);
    }

    private Envelope<SmsEvent> envelope(String id, SmsEvent event, Instant time) {
        return new Envelope<>(id, "/offhook/test", thread, "hr-center", time, null, null, event);
    }

    private void publish(Envelope<SmsEvent> event) {
        wire.publish(Topic.SMS_EVENTS, thread, event);
    }

    private void awaitAnswer(Envelope<SmsEvent> event) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !wire.answersTo(event.id())
                .isEmpty());
    }

    private List<ConversationRow> conversations() {
        return QuarkusTransaction.requiringNew()
                .call(() -> ConversationRow.list("threadKey = ?1 order by startedAt", thread));
    }

    private static List<TurnRow> turns(ConversationRow conversation) {
        return QuarkusTransaction.requiringNew().call(() -> TurnRow.list("conversationId", conversation.id));
    }
}
