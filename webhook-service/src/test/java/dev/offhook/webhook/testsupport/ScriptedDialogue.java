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
import dev.offhook.events.CallEvent.TransferEnded;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Record;
import dev.offhook.events.Reply.Reject;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.Reply.Transfer;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.kit.kafka.TopicTail;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.awaitility.Awaitility;

/**
 * Stands where dialogue-service stands, on the real topics: records every event, answers turns at once, or only when
 * the test says so. Words that begin with «позже» wait, and the test may answer them in parts; others name an action.
 */
@ApplicationScoped
public class ScriptedDialogue implements TopicTail.Listener {
    public static final String LATER = "позже";
    public static final String GOODBYE = "пока";
    public static final String TRANSFER = "соедините";
    public static final String MESSAGE = "запишите";
    public static final String ENGLISH = "in english";
    public static final String REFUSAL = "отказ";
    /** Who calls from here is not taken, without a word. */
    public static final String UNWANTED = "+14155550199";

    public static final String CONSULTANT = "+12125550111";

    private final EventPublisher publisher;
    private final Map<String, Object> kafka;
    private final List<Envelope<Event>> events = new CopyOnWriteArrayList<>();
    private final Map<String, Envelope<Event>> waiting = new ConcurrentHashMap<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> muted = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> firstSaidAt = new ConcurrentHashMap<>();
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
            if (muted.contains(envelope.subject())) {
                return;
            }
            if (turn instanceof CallerSpoke spoke && spoke.text().startsWith(LATER)) {
                waiting.put(envelope.id(), envelope);
            } else {
                answer(envelope, turn);
            }
        }
    }

    /** Answers nothing of this conversation any more. */
    public void mute(String conversation) {
        muted.add(conversation);
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
        Reply.Action action = action(turn);
        // The action first: a reply may come in any order.
        publish(question, action);
        if (action.seq() > 0) {
            publish(question, new Say(0, true, text(turn), language(action), null));
        }
    }

    private static Reply.Action action(CallEvent.Turn turn) {
        int next = turn.turn() == null ? 8 : turn.turn() + 1;
        return switch (turn) {
            case CallStarted started when UNWANTED.equals(started.from()) -> new Reject(0, "concurrent-calls");
            case TransferEnded ended when ended.outcome() == TransferEnded.Outcome.ANSWERED -> new HangUp(0);
            case CallerSpoke spoke ->
                switch (spoke.text()) {
                    case GOODBYE -> new HangUp(1);
                    case TRANSFER -> new Transfer(1, CONSULTANT, 25);
                    case MESSAGE -> new Record(1, 90);
                    case ENGLISH -> new Listen(1, next, "en-US");
                    case REFUSAL -> new Reject(1, "busy");
                    default -> new Listen(1, next);
                };
            case CallStarted _, CallerPressed _, CallerSilent _, TransferEnded _ -> new Listen(1, next);
        };
    }

    private static String text(CallEvent.Turn turn) {
        return switch (turn) {
            case CallStarted started -> "Добро пожаловать! Чем <помочь> & что подсказать?";
            case CallerSpoke spoke -> "Вы сказали: " + spoke.text();
            case CallerPressed pressed -> "Вы нажали " + pressed.digits();
            case CallerSilent _ -> "Я вас не слышу.";
            case TransferEnded ended -> "Не соединилось: " + ended.outcome();
        };
    }

    private static String language(Reply.Action action) {
        return action instanceof Listen listen && listen.language() != null ? listen.language() : "ru-RU";
    }

    /** One chunk of an answer to an event that is there. */
    public void say(String eventId, int seq, String text) {
        publish(awaitEvent(eventId), new Say(seq, false, text, "ru-RU", null));
    }

    /** The end of an answer to an event that is there. */
    public void act(String eventId, Reply.Action action) {
        publish(awaitEvent(eventId), action);
    }

    /** A reply to an event that another replica published. */
    public void replyTo(String tenant, String conversation, String eventId, Reply reply) {
        publish(
                new Envelope<>(
                        eventId,
                        "/offhook/webhook-service",
                        conversation,
                        tenant,
                        Instant.now(),
                        null,
                        null,
                        new CallerSilent(1)),
                reply);
    }

    /** When the first words in answer to an event were published: {@link System#nanoTime()}. */
    public long firstSaidAt(String eventId) {
        return firstSaidAt.get(eventId);
    }

    private void publish(Envelope<? extends Event> question, Reply reply) {
        if (reply instanceof Say say && say.seq() == 0) {
            firstSaidAt.putIfAbsent(question.id(), System.nanoTime());
        }
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
