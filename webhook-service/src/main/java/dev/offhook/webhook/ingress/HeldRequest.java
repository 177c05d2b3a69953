package dev.offhook.webhook.ingress;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.offhook.webhook.ingress.Outcome.Answered;
import dev.offhook.webhook.ingress.Outcome.Begun;
import dev.offhook.webhook.ingress.Outcome.NotPublished;
import dev.offhook.webhook.ingress.Outcome.NotYet;
import dev.offhook.webhook.ingress.Patience.Parts;
import dev.offhook.webhook.replies.Turn;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** One request that waits for its turn: a future and a timer, no thread. */
final class HeldRequest {
    private static final Logger LOG = Logger.getLogger(HeldRequest.class);

    private final Vertx vertx;
    private final HoldConfiguration hold;
    private final Turn turn;
    private final Patience patience;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    HeldRequest(Vertx vertx, HoldConfiguration hold, Turn turn, Patience patience) {
        this.vertx = vertx;
        this.hold = hold;
        this.turn = turn;
        this.patience = patience;
    }

    /**
     * Waits.
     *
     * @param published completes when Kafka has the turn's event; until then nothing but an answer ends the wait, and
     *     {@link HoldConfiguration#publishWithin()}
     * @param eventId for the log
     */
    CompletionStage<Outcome> outcome(CompletionStage<Void> published, String eventId) {
        if (turn.answer().isDone() || given()) {
            return CompletableFuture.completedStage(now());
        }
        long acknowledged = vertx.setTimer(hold.publishWithin().toMillis(), timer -> {
            if (!published.toCompletableFuture().isDone()) {
                outcome.complete(new NotPublished());
            }
        });
        published.whenComplete((done, failure) -> {
            vertx.cancelTimer(acknowledged);
            if (failure == null) {
                lookAgainInTime();
            } else {
                LOG.warnf("not published: id=%s reason=%s", eventId, failure.getMessage());
                outcome.complete(new NotPublished());
            }
        });
        // A turn's answer may outlive many requests: what they hang onto it must be light, and goes with the turn.
        turn.answer().thenRun(() -> outcome.complete(now()));
        if (patience.parts() == Parts.SOON) {
            awaitWords();
        }
        return outcome;
    }

    // New replies move the end of the wait, so that it is looked at anew when it comes.
    private void lookAgainInTime() {
        if (outcome.isDone()) {
            return;
        }
        long left = endsAt() - System.nanoTime();
        if (left <= 0) {
            outcome.complete(now());
            return;
        }
        long timer = vertx.setTimer(Math.max(1, Duration.ofNanos(left).toMillis()), fired -> lookAgainInTime());
        outcome.whenComplete((any, none) -> vertx.cancelTimer(timer));
    }

    private long endsAt() {
        long byReplies = Math.max(
                startedAt + patience.atLeast().toNanos(),
                turn.lastReplyAt() + patience.quiet().toNanos());
        return Math.min(startedAt + patience.atMost().toNanos(), byReplies);
    }

    private void awaitWords() {
        if (outcome.isDone()) {
            return;
        }
        // Taken before the look: what comes in between is not missed.
        var next = turn.nextReply();
        if (turn.words(patience.from()).isEmpty()) {
            next.thenRun(this::awaitWords);
        } else {
            // The end of a short answer comes right behind its words; then the caller may speak over them.
            vertx.setTimer(Math.max(1, hold.settle().toMillis()), timer -> outcome.complete(now()));
        }
    }

    private boolean given() {
        return patience.parts() != Parts.NEVER && turn.given(patience.from()).isPresent();
    }

    private Outcome now() {
        if (turn.answer().isDone() && !given()) {
            return new Answered(turn.answer().join().from(patience.from()));
        }
        return patience.parts() == Parts.NEVER
                ? new NotYet()
                : turn.give(patience.from()).<Outcome>map(Begun::new).orElseGet(NotYet::new);
    }
}
