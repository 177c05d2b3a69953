package dev.offhook.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.offhook.events.CallEvent;
import dev.offhook.events.Envelope;
import dev.offhook.events.EnvelopeSerializer;
import dev.offhook.events.Event;
import dev.offhook.events.Provider;
import dev.offhook.events.Reply;
import dev.offhook.events.Topic;
import dev.offhook.local.cli.Console;
import dev.offhook.local.demo.Script.Line;
import dev.offhook.local.provider.PhoneCall;
import dev.offhook.servers.Servers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallDemoTest {
    private static final Page NOWHERE = new Page(line -> {}, Console.ofProcess());
    private static final Apologies SORRY = new Apologies(Set.of("Извините."));

    private KafkaProducer<String, Envelope<?>> producer;
    private EventTail tail;
    private Checks checks;

    @BeforeEach
    void start() {
        String kafka = Servers.get().bootstrapServers();
        Servers.get().freshTopics();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all"), new StringSerializer(), new EnvelopeSerializer());
        tail = EventTail.fromNow(kafka, Topic.CALL_EVENTS, Topic.REPLIES);
        checks = new Checks(tail, Duration.ofMillis(200));
    }

    @AfterEach
    void stop() {
        tail.close();
        producer.close();
    }

    @Test
    void answeredCallWithAllItsEventsPasses() throws Exception {
        // Given
        var call = new Bot("Добрый день!");

        // When
        demo(call).play(List.of(new Line("Сколько стоит номер?", null), new Line("Привет", "Добрый день!")));

        // Then
        assertThat(checks.missing()).isEmpty();
        assertThat(checks.passed()).isTrue();
        // CallStarted, two CallerSpoke, CallEnded, and three times Say and Listen
        assertThat(checks.summary()).isEqualTo("demo: 2 turns, 2 answered, 10 events");
    }

    @Test
    void apologyIsNoAnswer() throws Exception {
        // Given
        var call = new Bot("Извините.");

        // When
        demo(call).play(List.of(new Line("Привет", null)));

        // Then
        assertThat(checks.missing()).containsExactly("call: turn 1 («Привет») got an apology: Извините.");
        assertThat(checks.summary()).startsWith("demo: 1 turns, 0 answered");
    }

    @Test
    void otherWordsThanExpectedAreNoAnswer() throws Exception {
        // Given
        var call = new Bot("Да.");

        // When
        demo(call).play(List.of(new Line("Привет", "Нет.")));

        // Then
        assertThat(checks.missing()).containsExactly("call: turn 1 («Привет») should be answered «Нет.», was «Да.»");
    }

    @Test
    void failedTurnAndItsEventsAreNamed() throws Exception {
        // Given
        var call = new Bot("Да.") {
            @Override
            public CompletableFuture<Heard> say(String text) {
                return CompletableFuture.failedFuture(new IllegalStateException("POST /webhook/call got 503"));
            }
        };

        // When
        demo(call).play(List.of(new Line("Привет", null)));

        // Then
        assertThat(checks.passed()).isFalse();
        assertThat(checks.missing())
                .containsExactly(
                        "call: turn 1 («Привет») failed: POST /webhook/call got 503",
                        "no event: call: turn 1 («Привет») CallerSpoke",
                        "no event: call: turn 1 («Привет») Say",
                        "no event: call: turn 1 («Привет») Listen");
    }

    private CallDemo demo(PhoneCall call) {
        return new CallDemo("call", call, tail, checks, NOWHERE, SORRY);
    }

    /** Publishes what the services would, and answers every utterance with the same words. */
    private class Bot implements PhoneCall {
        private final String answer;
        private final String id = Provider.TWILIO.conversationId("CA" + UUID.randomUUID());
        private int turn;

        Bot(String answer) {
            this.answer = answer;
        }

        @Override
        public String conversationId() {
            return id;
        }

        @Override
        public CompletableFuture<Heard> start() {
            return turn(new CallEvent.CallStarted(Provider.TWILIO, "+14155550100", "+15005550006", 1));
        }

        @Override
        public CompletableFuture<Heard> say(String text) {
            return turn(new CallEvent.CallerSpoke(text, 0.9, "ru-RU", ++turn));
        }

        @Override
        public CompletableFuture<Void> end() {
            publish(Topic.CALL_EVENTS, id + ":ended", null, new CallEvent.CallEnded("completed", 3));
            return CompletableFuture.completedFuture(null);
        }

        private CompletableFuture<Heard> turn(CallEvent event) {
            String eventId = id + ":" + turn;
            publish(Topic.CALL_EVENTS, eventId, null, event);
            publish(Topic.REPLIES, eventId + "/0", eventId, new Reply.Say(0, true, answer, "ru-RU", null));
            publish(Topic.REPLIES, eventId + "/1", eventId, new Reply.Listen(1, turn + 1));
            return CompletableFuture.completedFuture(new Heard(answer, 0, true));
        }

        private void publish(Topic topic, String eventId, String inReplyTo, Event event) {
            producer.send(new ProducerRecord<>(
                    topic.topicName(),
                    id,
                    new Envelope<>(eventId, "/test", id, "hr-center", Instant.now(), inReplyTo, null, event)));
            producer.flush();
        }
    }
}
