package dev.offhook.webhook.ingress;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.webhook.ingress.Outcome.Answered;
import dev.offhook.webhook.ingress.Outcome.NotYet;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.replies.Turn;
import dev.offhook.webhook.replies.Turns;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Publishes what came in, once, and holds the request until its answer is there. Nothing here costs a thread while it
 * waits.
 */
@ApplicationScoped
public class Ingress {
    private static final Logger LOG = Logger.getLogger(Ingress.class);
    private static final String SOURCE = "/offhook/webhook-service";

    private final EventPublisher publisher;
    private final Turns turns;
    private final Failures failures;
    private final HoldConfiguration hold;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Counter fallbacks;
    private final Counter unfinished;

    Ingress(
            EventPublisher publisher,
            Turns turns,
            Failures failures,
            HoldConfiguration hold,
            Vertx vertx,
            MeterRegistry metrics) {
        this.publisher = publisher;
        this.turns = turns;
        this.failures = failures;
        this.hold = hold;
        this.vertx = vertx;
        fallbacks = Counter.builder("offhook.fallbacks")
                .description("Turns that the ingress had to answer without the dialogue")
                .register(metrics);
        unfinished = Counter.builder("offhook.answers.unfinished")
                .description("Turns of which the caller heard words, but not the end")
                .register(metrics);
    }

    /** The first caller does not wait for the look-up of the topics. */
    void warmUp(@Observes StartupEvent event) {
        publisher.warmUp(Topic.CALL_EVENTS, Topic.SMS_EVENTS);
    }

    /**
     * Publishes an event that nobody waits for.
     *
     * @return true when Kafka has it; false when it did not acknowledge within {@link HoldConfiguration#publishWithin}
     */
    public Uni<Boolean> tell(Topic topic, String key, Envelope<?> envelope) {
        return Uni.createFrom()
                .completionStage(() -> publisher.publish(topic, key, envelope))
                .replaceWith(true)
                .ifNoItem()
                .after(hold.publishWithin())
                .recoverWithItem(false)
                .onFailure()
                .invoke(failure -> LOG.warnf("not published: id=%s reason=%s", envelope.id(), failure.getMessage()))
                .onFailure()
                .recoverWithItem(false);
    }

    /** A call event that nobody waits for. */
    public Uni<Boolean> tell(
            TenantConfiguration tenant, String conversation, String id, String traceparent, CallEvent event) {
        return tell(Topic.CALL_EVENTS, conversation, envelope(tenant, conversation, id, traceparent, event));
    }

    /** An envelope of this service. */
    public <E extends Event> Envelope<E> envelope(
            TenantConfiguration tenant, String subject, String id, String traceparent, E event) {
        return new Envelope<>(id, SOURCE, subject, tenant.slug(), clock.instant(), null, traceparent, event);
    }

    /** Publishes a turn, unless a copy of it is already under way here, and holds the request that brought it. */
    public Uni<Outcome> hold(TurnEvent incoming) {
        return hold(incoming, Patience.first(hold, incoming.tenant()));
    }

    /**
     * Holds a request for a turn that was published earlier, here or on another replica.
     *
     * @param from the number of the first reply that the caller has not heard
     */
    public Uni<Outcome> poll(AwaitedTurn asked, int from) {
        return poll(asked, Patience.poll(hold, asked.tenant(), from));
    }

    Uni<Outcome> poll(AwaitedTurn asked, Patience patience) {
        var turn = turns.of(asked.id());
        if (!turn.belongsTo(asked.tenant().slug())) {
            return Uni.createFrom().item(new NotYet());
        }
        return hold(turn, CompletableFuture.completedStage(null), asked.conversation(), asked.id(), patience)
                .map(outcome -> turn.belongsTo(asked.tenant().slug()) ? outcome : new NotYet());
    }

    /**
     * The tenant's fallback, and the caller is listened to again: without Kafka, without the dialogue, without a trace.
     */
    public Answer apology(AwaitedTurn asked) {
        var tenant = asked.tenant();
        int next = asked.number() == null ? 0 : asked.number() + 1;
        return new Answer(
                List.of(new Say(0, true, tenant.assistant().phrases().fallback(), tenant.locale(), null)),
                new Listen(1, next, asked.language()),
                true);
    }

    /** {@link #apology}, or the last resort for a call whose last turn failed too. Remembers that it failed. */
    public Answer apologyOrLastResort(AwaitedTurn asked) {
        boolean first = failures.first(asked.conversation());
        failures.count(asked.conversation());
        return first ? apology(asked) : lastResort(asked.tenant());
    }

    /** Goodbye. */
    public Answer lastResort(TenantConfiguration tenant) {
        return new Answer(
                List.of(new Say(0, true, tenant.assistant().phrases().lastResort(), tenant.locale(), null)),
                new HangUp(1),
                true);
    }

    /**
     * Ends a turn without the dialogue. Where nothing of it was heard: an apology first, the last resort when it is the
     * second time in a row, and the dialogue is told that its reply, should it still come, was not heard. Where words
     * of it are there, they stand, and the caller is listened to again.
     *
     * @param from the number of the first reply that the caller has not heard
     * @return what to say: the answer itself, should it have come at this very moment
     */
    public Answer fallBack(AwaitedTurn asked, int from) {
        var tenant = asked.tenant();
        boolean first = failures.first(asked.conversation());
        int next = asked.number() == null ? 0 : asked.number() + 1;
        var apology = first ? apology(asked) : lastResort(tenant);
        var turn = turns.of(asked.id());
        if (!turn.belongsTo(tenant.slug())) {
            return apology;
        }
        if (turn.eventId().isEmpty() && asked.ofAnyType()) {
            // Nobody here knows of such a turn: its event, should it come, must find it unanswered.
            failures.count(asked.conversation());
            return apology;
        }
        var words = turn.words(0);
        if (from > 0 || !words.isEmpty()) {
            var heard = new Answer(words, new Listen(words.size(), next, asked.language()), true);
            if (turn.answer().complete(heard)) {
                unfinished.increment();
                LOG.warnf("answer without an end: tenant=%s event=%s", tenant.slug(), asked.id());
            }
        } else if (turn.answer().complete(apology)) {
            failures.count(asked.conversation());
            fallbacks.increment();
            LOG.warnf("fallback spoken: tenant=%s event=%s lastResort=%s", tenant.slug(), asked.id(), !first);
            tellOfFallback(asked, turn.eventId().orElse(asked.id()), apology.text());
        }
        turns.settled(asked.id(), turn);
        return turn.answer().join().from(from);
    }

    Uni<Outcome> hold(TurnEvent incoming, Patience patience) {
        var turn = turns.of(incoming.id());
        return hold(turn, publishOnce(turn, incoming), incoming.conversation(), incoming.id(), patience);
    }

    /** Publishes a turn's event, unless a copy of it is under way here or answered already. */
    CompletionStage<Void> publishOnce(Turn turn, TurnEvent incoming) {
        turn.claim(incoming.tenant().slug());
        return turn.answer().isDone()
                ? CompletableFuture.completedStage(null)
                : turn.publishOnce(() -> publish(incoming));
    }

    private void tellOfFallback(AwaitedTurn asked, String eventId, String text) {
        tell(
                        asked.tenant(),
                        asked.conversation(),
                        eventId + "/fallback",
                        asked.traceparent(),
                        new FallbackSpoken(eventId, text, asked.number()))
                .subscribe()
                .with(published -> {
                    if (!published) {
                        LOG.warnf("nobody knows of this fallback: event=%s", eventId);
                    }
                });
    }

    private CompletionStage<Void> publish(TurnEvent incoming) {
        return publisher.publish(
                Topic.CALL_EVENTS,
                incoming.conversation(),
                envelope(
                        incoming.tenant(),
                        incoming.conversation(),
                        incoming.id(),
                        incoming.traceparent(),
                        incoming.event()));
    }

    private Uni<Outcome> hold(
            Turn turn, CompletionStage<Void> published, String conversation, String eventId, Patience patience) {
        return Uni.createFrom()
                .completionStage(new HeldRequest(vertx, hold, turn, patience).outcome(published, eventId))
                .invoke(outcome -> {
                    if (outcome instanceof Answered(Answer answer)) {
                        turns.settled(eventId, turn);
                        if (!answer.fallback()) {
                            failures.forget(conversation);
                        }
                    }
                });
    }
}
