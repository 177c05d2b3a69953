package dev.offhook.webhook.ingress;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.offhook.events.CallEvent;
import dev.offhook.events.CallEvent.FallbackSpoken;
import dev.offhook.events.Envelope;
import dev.offhook.events.Event;
import dev.offhook.events.Reply;
import dev.offhook.events.Reply.HangUp;
import dev.offhook.events.Reply.Listen;
import dev.offhook.events.Reply.Say;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.Topic;
import dev.offhook.kit.kafka.EventPublisher;
import dev.offhook.webhook.ingress.Outcome.Answered;
import dev.offhook.webhook.ingress.Outcome.NotPublished;
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

    /**
     * Publishes a turn, unless a copy of it is already under way here, and holds the request.
     *
     * @param holdFor how long to wait for the answer, from now
     */
    public Uni<Outcome> hold(TurnEvent incoming, Duration holdFor) {
        var turn = turns.of(incoming.id());
        turn.claim(incoming.tenant().slug());
        return hold(
                turn,
                turn.answer().isDone()
                        ? CompletableFuture.completedStage(null)
                        : turn.publishOnce(() -> publish(incoming)),
                incoming.conversation(),
                incoming.id(),
                holdFor);
    }

    /**
     * Holds a request for a turn that was published earlier, here or on another replica.
     *
     * @param tenant who asks; another tenant's turn is not answered
     * @param conversation the conversation id
     * @param eventId the {@code ce_id} of the turn's event
     */
    public Uni<Outcome> poll(TenantConfiguration tenant, String conversation, String eventId, Duration holdFor) {
        var turn = turns.of(eventId);
        if (!turn.belongsTo(tenant.slug())) {
            return Uni.createFrom().item(new NotYet());
        }
        return hold(turn, CompletableFuture.completedStage(null), conversation, eventId, holdFor)
                .map(outcome -> turn.belongsTo(tenant.slug()) ? outcome : new NotYet());
    }

    /**
     * Speaks without the dialogue: an apology first, the last resort when it is the second time in a row. Tells the
     * dialogue that its reply, should it still come, was not heard.
     *
     * @param number the number of the turn, null when unknown
     * @return what to say: the answer itself, should it have come at this very moment
     */
    public Answer fallBack(
            TenantConfiguration tenant, String conversation, String eventId, String traceparent, Integer number) {
        boolean first = failures.first(conversation);
        var phrases = tenant.assistant().phrases();
        String text = first ? phrases.fallback() : phrases.lastResort();
        int next = number == null ? 0 : number + 1;
        Reply.Action action = first ? new Listen(1, next) : new HangUp(1);
        var fallback = new Answer(List.of(new Say(0, true, text, tenant.locale(), null)), action, true);
        var turn = turns.of(eventId);
        if (!turn.belongsTo(tenant.slug())) {
            return fallback;
        }
        if (turn.answer().complete(fallback)) {
            failures.count(conversation);
            fallbacks.increment();
            LOG.warnf("fallback spoken: tenant=%s event=%s lastResort=%s", tenant.slug(), eventId, !first);
            tell(tenant, conversation, eventId + "/fallback", traceparent, new FallbackSpoken(eventId, text, number))
                    .subscribe()
                    .with(published -> {
                        if (!published) {
                            LOG.warnf("nobody knows of this fallback: event=%s", eventId);
                        }
                    });
        }
        turns.settled(eventId, turn);
        return turn.answer().join();
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
            Turn turn, CompletionStage<Void> published, String conversation, String eventId, Duration holdFor) {
        if (turn.answer().isDone()) {
            return Uni.createFrom().item(new Answered(turn.answer().join()));
        }
        var outcome = new CompletableFuture<Outcome>();
        long started = System.nanoTime();
        long acknowledged = vertx.setTimer(hold.publishWithin().toMillis(), timer -> {
            if (!published.toCompletableFuture().isDone()) {
                outcome.complete(new NotPublished());
            }
        });
        published.whenComplete((done, failure) -> {
            vertx.cancelTimer(acknowledged);
            if (failure != null) {
                LOG.warnf("not published: id=%s reason=%s", eventId, failure.getMessage());
                outcome.complete(new NotPublished());
                return;
            }
            long left = Math.max(1, holdFor.toMillis() - (System.nanoTime() - started) / 1_000_000);
            long patience = vertx.setTimer(left, timer -> outcome.complete(new NotYet()));
            outcome.whenComplete((any, none) -> vertx.cancelTimer(patience));
        });
        // A turn's answer may outlive many requests: what they hang onto it must be light, and goes with the turn.
        turn.answer().thenAccept(answer -> {
            if (outcome.complete(new Answered(answer))) {
                turns.settled(eventId, turn);
                if (!answer.fallback()) {
                    failures.forget(conversation);
                }
            }
        });
        return Uni.createFrom().completionStage(outcome);
    }
}
