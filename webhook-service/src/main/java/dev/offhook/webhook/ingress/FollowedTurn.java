package dev.offhook.webhook.ingress;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import dev.offhook.webhook.ingress.StreamedTurns.Listener;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.replies.Turn;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** One turn whose sentences go out as they come: a few callbacks and a timer, no thread. */
final class FollowedTurn implements StreamedTurns.Following {
    private static final Logger LOG = Logger.getLogger(FollowedTurn.class);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context context;
    private final HoldConfiguration hold;
    private final Ingress ingress;
    private final AwaitedTurn asked;
    private final Turn turn;
    private final boolean callerIsGone;
    private final Listener listener;
    private final long startedAt = System.nanoTime();

    // All of it belongs to the context.
    private int spoken;
    private int fillers;
    private boolean over;
    private long timer = NO_TIMER;
    private CompletionStage<Void> published;
    private Consumer<Answer> settled;

    /**
     * What is followed.
     *
     * @param asked the turn, as its answer is waited for
     * @param turn what this replica knows of it
     * @param callerIsGone true when nobody is left to hear a filler or an apology
     */
    record Followed(AwaitedTurn asked, Turn turn, boolean callerIsGone) {}

    FollowedTurn(
            Vertx vertx,
            Context context,
            HoldConfiguration hold,
            Ingress ingress,
            Followed followed,
            Listener listener,
            int from) {
        this.vertx = vertx;
        this.context = context;
        this.hold = hold;
        this.ingress = ingress;
        this.asked = followed.asked();
        this.turn = followed.turn();
        this.callerIsGone = followed.callerIsGone();
        this.listener = listener;
        this.spoken = from;
    }

    /** Begins; {@code settled} is told the answer once nothing more comes. */
    void begin(CompletionStage<Void> published, Consumer<Answer> settled) {
        this.published = published;
        this.settled = settled;
        turn.answer().thenRun(() -> context.runOnContext(any -> look()));
        published.exceptionally(failure -> {
            LOG.warnf("not published: id=%s reason=%s", asked.id(), failure.getMessage());
            context.runOnContext(any -> fallBack());
            return null;
        });
        context.runOnContext(any -> {
            look();
            wake();
        });
    }

    @Override
    public void stop() {
        over = true;
        cancelTimer();
    }

    private void look() {
        if (over || !turn.belongsTo(asked.tenant().slug())) {
            return;
        }
        // Taken before the look: what comes in between is not missed.
        var next = turn.nextReply();
        turn.words(spoken).forEach(say -> {
            if (!over) {
                spoken = say.seq() + 1;
                listener.say(say);
            }
        });
        if (over) {
            return;
        }
        if (turn.answer().isDone()) {
            end(turn.answer().join());
        } else {
            next.thenRun(() -> context.runOnContext(any -> look()));
        }
    }

    private void end(Answer answer) {
        answer.from(spoken).says().forEach(say -> {
            if (!over) {
                spoken = say.seq() + 1;
                listener.say(say);
            }
        });
        if (!over) {
            over = true;
            cancelTimer();
            settled.accept(answer);
            listener.end(answer.action(), answer.fallback());
        }
    }

    // New replies move the moment at which something has to be done about the silence.
    private void wake() {
        if (over) {
            return;
        }
        long left = dueAt() - System.nanoTime();
        if (left > 0) {
            timer = vertx.setTimer(
                    Math.max(1, Duration.ofNanos(left).toMillis()), fired -> context.runOnContext(any -> wake()));
            return;
        }
        if (!published.toCompletableFuture().isDone()
                || spoken > 0
                || callerIsGone
                || fillers >= hold.fillers(asked.tenant())) {
            fallBack();
            return;
        }
        var words = asked.tenant().assistant().phrases().fillers();
        listener.filler(words.get(fillers % words.size()));
        fillers++;
        wake();
    }

    private long dueAt() {
        if (spoken > 0 || callerIsGone) {
            return turn.lastReplyAt() + hold.fallbackAfter(asked.tenant()).toNanos();
        }
        if (!published.toCompletableFuture().isDone()) {
            return startedAt + hold.publishWithin().toNanos();
        }
        return startedAt
                + hold.fillerAfter(asked.tenant()).toNanos()
                + fillers * hold.pollFor().toNanos();
    }

    private void fallBack() {
        if (over) {
            return;
        }
        if (callerIsGone && spoken == 0) {
            stop();
            listener.end(PlainTurns.NOTHING_MORE.action(), true);
        } else {
            end(ingress.fallBack(asked, spoken));
        }
    }

    private void cancelTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
