package dev.offhook.webhook.ingress;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Reply;
import dev.offhook.events.Reply.Say;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.replies.Turn;
import dev.offhook.webhook.replies.Turns;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Turns of a transport that can speak at any moment: each sentence goes out as soon as it is there. Costs no thread
 * while it waits.
 */
@ApplicationScoped
public class StreamedTurns {
    private final Ingress ingress;
    private final Turns turns;
    private final Failures failures;
    private final HoldConfiguration hold;
    private final Held held;
    private final Vertx vertx;

    StreamedTurns(Ingress ingress, Turns turns, Failures failures, HoldConfiguration hold, Held held, Vertx vertx) {
        this.ingress = ingress;
        this.turns = turns;
        this.failures = failures;
        this.hold = hold;
        this.held = held;
        this.vertx = vertx;
    }

    /** Hears what there is to say in a turn. Called one at a time, on the context that the turn was begun on. */
    public interface Listener {
        /** The next sentence. */
        void say(Say say);

        /** Words that fill a silence, while the answer takes long. */
        void filler(String text);

        /**
         * Nothing more comes; what to do now. Called once, and nothing after it.
         *
         * @param fallback true when the ingress ended the turn because the dialogue did not
         */
        void end(Reply.Action action, boolean fallback);
    }

    /** A turn under way. */
    public interface Following {
        /** Nobody listens any more: the listener is not called again. The turn itself goes on. */
        void stop();
    }

    /**
     * Publishes a turn, unless a copy of it is under way here, and follows its answer to the end: the last sentence, or
     * the fallback.
     *
     * @param language what the caller speaks, BCP 47; null for the tenant's
     */
    public Following publish(TurnEvent event, String language, Context context, Listener listener) {
        if (!held.enter()) {
            return tooMuch(event.awaited(language), context, listener);
        }
        var turn = turns.of(event.id());
        var leaving = new Leaving(listener, held);
        var following = new FollowedTurn(
                vertx,
                context,
                hold,
                ingress,
                new FollowedTurn.Followed(event.awaited(language), turn, event.callerIsGone()),
                leaving,
                0);
        following.begin(ingress.publishOnce(turn, event), answer -> settled(event.id(), turn, event, answer));
        return leaving.stopping(following);
    }

    /**
     * Follows a turn that was published before, here or on another replica.
     *
     * @param from the number of the first reply that the caller has not heard
     */
    public Following follow(AwaitedTurn asked, int from, Context context, Listener listener) {
        if (!held.enterAgain()) {
            return tooMuch(asked, context, listener);
        }
        var turn = turns.of(asked.id());
        var leaving = new Leaving(listener, held);
        var following = new FollowedTurn(
                vertx, context, hold, ingress, new FollowedTurn.Followed(asked, turn, false), leaving, from);
        following.begin(CompletableFuture.completedStage(null), answer -> turns.settled(asked.id(), turn));
        return leaving.stopping(following);
    }

    private Following tooMuch(AwaitedTurn asked, Context context, Listener listener) {
        var over = new AtomicBoolean();
        var apology = ingress.apology(asked);
        context.runOnContext(any -> {
            if (!over.get()) {
                apology.says().forEach(listener::say);
                listener.end(apology.action(), true);
            }
        });
        return () -> over.set(true);
    }

    private void settled(String eventId, Turn turn, TurnEvent event, Answer answer) {
        turns.settled(eventId, turn);
        if (!answer.fallback()) {
            failures.forget(event.conversation());
        }
    }
}
