package dev.offhook.webhook.ingress;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.Reply.HangUp;
import dev.offhook.webhook.ingress.Outcome.Answered;
import dev.offhook.webhook.ingress.Outcome.Begun;
import dev.offhook.webhook.ingress.Outcome.NotPublished;
import dev.offhook.webhook.ingress.Outcome.NotYet;
import dev.offhook.webhook.replies.Answer;
import dev.offhook.webhook.replies.Words;
import io.smallrye.mutiny.Uni;

/** Turns of a transport that knows no fillers: one request, held until the answer or the fallback. */
@ApplicationScoped
public class PlainTurns {
    /** For a caller who is gone. */
    static final Answer NOTHING_MORE = new Answer(List.of(), new HangUp(0), true);

    private final Ingress ingress;
    private final HoldConfiguration hold;

    PlainTurns(Ingress ingress, HoldConfiguration hold) {
        this.ingress = ingress;
        this.hold = hold;
    }

    /**
     * The answer to a turn; never fails, and comes while the provider still waits. A turn whose answer stops in the
     * middle ends with the words that are there.
     */
    public Uni<Answer> answer(TurnEvent incoming) {
        return ingress.hold(incoming, Patience.whole(hold, incoming.tenant())).map(outcome -> switch (outcome) {
            case Answered answered -> answered.answer();
            case Begun(Words _), NotYet(), NotPublished() when incoming.callerIsGone() -> NOTHING_MORE;
            case Begun(Words _), NotYet(), NotPublished() -> ingress.fallBack(incoming.awaited(null), 0);
        });
    }

    /** The answer to a turn that was published before, here or on another replica; never fails. */
    public Uni<Answer> poll(AwaitedTurn asked) {
        return ingress.poll(asked, Patience.whole(hold, asked.tenant())).map(outcome -> switch (outcome) {
            case Answered answered -> answered.answer();
            case Begun(Words _), NotYet(), NotPublished() -> ingress.fallBack(asked, 0);
        });
    }
}
