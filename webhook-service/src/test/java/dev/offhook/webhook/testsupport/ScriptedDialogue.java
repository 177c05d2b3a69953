package dev.offhook.webhook.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.CallStarted;
import dev.offhook.events.CallEvent.CallerPressed;
import dev.offhook.events.CallEvent.CallerSilent;
import dev.offhook.events.CallEvent.CallerSpoke;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.awaitility.Awaitility;

/**
 * Stands where dialogue-service stands, on the real topics: records every event, answers turns at once, or only when
 * the test says so. Words that begin with «позже» wait; «пока» ends the call.
 */
@ApplicationScoped
public class ScriptedDialogue implements TopicTail.Listener {
    public static final String LATER = "позже";
    public static final String GOODBYE = "пока";

    private final EventPublisher publisher;
    private final Map<String, Object> kafka;
    private final List<Envelope<Event>> events = new CopyOnWriteArrayList<>();
    private final Map<String, Envelope<Event>> waiting = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private TopicTail calls;
    private TopicTail texts;

    ScriptedDialogue(EventPublisher publisher, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.publisher = publisher;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) {
        calls = TopicTail.fromBeginning(kafka, Topic.CALL_EVENTS, this);
        texts = TopicTail.fromBeginning(kafka, Topic.SMS_EVENTS, this);
    }

    @PreDestroy
    void stop() {
        calls.close();
        texts.close();
    }

    @Override
    public void received(Envelope<Event> envelope) {
        events.add(envelope);
        if (envelope.data() instanceof CallEvent.Turn turn && answered.add(envelope.id())) {
            if (turn instanceof CallerSpoke spoke && spoke.text().startsWith(LATER)) {
                waiting.put(envelope.id(), envelope);
            } else {
                answer(envelope, turn);
            }
        }
    }

    /** Answers a turn that waits, once it is there. */
    public void answerNow(String eventId) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> waiting.containsKey(eventId));
        var envelope = waiting.remove(eventId);
        answer(envelope, (CallEvent.Turn) envelope.data());
    }

    /** What was published about a conversation or an SMS thread so far, in order. */
    public List<Envelope<Event>> eventsOf(String subject) {
        return events.stream()
                .filter(envelope -> envelope.subject().equals(subject))
                .toList();
    }

    /** Waits for an event with this id. */
    public Envelope<Event> awaitEvent(String eventId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> events.stream()
                                .filter(envelope -> envelope.id().equals(eventId))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    /** How many records carry this id. */
    public long copiesOf(String eventId) {
        return events.stream().filter(envelope -> envelope.id().equals(eventId)).count();
    }

    private void answer(Envelope<Event> question, CallEvent.Turn turn) {
        String text =
                switch (turn) {
                    case CallStarted started -> "Добро пожаловать! Чем <помочь> & что подсказать?";
                    case CallerSpoke spoke -> "Вы сказали: " + spoke.text();
                    case CallerPressed pressed -> "Вы нажали " + pressed.digits();
                    case CallerSilent _, CallEvent.TransferEnded _ -> "Я вас не слышу.";
                };
        boolean goodbye = turn instanceof CallerSpoke spoke && spoke.text().equals(GOODBYE);
        int next = turn.turn() == null ? 8 : turn.turn() + 1;
        // The action first: a reply may come in any order.
        publish(question, goodbye ? new HangUp(1) : new Listen(1, next));
        publish(question, new Say(0, true, text, "ru-RU", null));
    }

    private void publish(Envelope<Event> question, Reply reply) {
        publisher.publish(
                Topic.REPLIES,
                question.subject(),
                new Envelope<>(
                        question.id() + "/" + reply.seq(),
                        "/offhook/dialogue-service",
                        question.subject(),
                        question.tenant(),
                        Instant.now(),
                        question.id(),
                        question.traceparent(),
                        reply));
    }
}
