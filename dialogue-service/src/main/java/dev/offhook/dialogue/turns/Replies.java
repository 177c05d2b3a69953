package dev.offhook.dialogue.turns;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.CallEvent;
import dev.offhook.events.ConversationRecord;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.KeyRing;
import dev.offhook.events.KeyRingConfirmed;
import dev.offhook.events.LimitReached;
import dev.offhook.events.Reply;
import dev.offhook.events.RequestRefused;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsRequest;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import io.quarkus.runtime.StartupEvent;

/** Publishes what the dialogue answers. The same answer to the same event has the same id, however often it is sent. */
@ApplicationScoped
class Replies {
    private static final String SOURCE = "/offhook/dialogue-service";

    private final EventPublisher publisher;
    private final Clock clock = Clock.systemUTC();

    Replies(EventPublisher publisher) {
        this.publisher = publisher;
    }

    void start(@Observes StartupEvent event) {
        publisher.warmUp(Topic.REPLIES, Topic.SMS_REQUESTS, Topic.CALL_EVENTS, Topic.SMS_EVENTS);
    }

    /**
     * Publishes a whole answer and waits until Kafka has it. Blocks; only for a virtual thread.
     *
     * @param cause the event that is answered
     * @param key of the cause; its answers keep their order under it
     * @param messages in order
     * @throws java.util.concurrent.CompletionException when Kafka did not take one of them
     */
    void publish(Envelope<?> cause, String key, List<Event> messages) {
        var publication = new Publication(this, cause, key);
        messages.forEach(publication::send);
        publication.await();
    }

    /**
     * Publishes one message of an answer.
     *
     * @param place its place among the answer's messages, from 0
     */
    CompletionStage<Void> publish(Envelope<?> cause, String key, int place, Event message) {
        return switch (message) {
            case Reply reply ->
                publisher.publish(
                        Topic.REPLIES, key, answer(cause, cause.id() + "/" + reply.seq(), cause.subject(), reply));
            case SmsRequest request -> publisher.publish(Topic.SMS_REQUESTS, key, request(cause, place, request));
            case LimitReached reached -> {
                boolean text = cause.data() instanceof SmsEvent && !(cause.data() instanceof CallEvent);
                yield publisher.publish(
                        text ? Topic.SMS_EVENTS : Topic.CALL_EVENTS,
                        key,
                        answer(cause, cause.id() + "/limit", cause.subject(), reached));
            }
            case CallEvent.CallRejected rejected ->
                publisher.publish(
                        Topic.CALL_EVENTS, key, answer(cause, cause.id() + "/rejected", cause.subject(), rejected));
            case CallEvent _,
                    SmsEvent _,
                    TenantConfiguration _,
                    ConversationRecord _,
                    RequestRefused _,
                    KeyRing _,
                    KeyRingConfirmed _ ->
                throw new IllegalStateException("the dialogue does not answer with a " + message.getClass());
        };
    }

    private Envelope<SmsRequest> request(Envelope<?> cause, int place, SmsRequest request) {
        String id = place == 0 ? cause.id() + "/reply" : cause.id() + "/sms/" + place;
        return answer(cause, id, request.conversation(), request);
    }

    private <E extends Event> Envelope<E> answer(Envelope<?> cause, String id, String subject, E message) {
        return new Envelope<>(
                id, SOURCE, subject, cause.tenant(), clock.instant(), cause.id(), cause.traceparent(), message);
    }
}
