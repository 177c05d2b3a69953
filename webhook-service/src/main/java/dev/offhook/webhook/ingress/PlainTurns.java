package dev.offhook.webhook.ingress;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.webhook.ingress.Outcome.Answered;
import dev.offhook.webhook.ingress.Outcome.NotPublished;
import dev.offhook.webhook.ingress.Outcome.NotYet;
import dev.offhook.webhook.replies.Answer;
import io.smallrye.mutiny.Uni;

/** Turns of a transport that knows no fillers: one request, held until the answer or the fallback. */
@ApplicationScoped
public class PlainTurns {
    private final Ingress ingress;
    private final HoldConfiguration hold;

    PlainTurns(Ingress ingress, HoldConfiguration hold) {
        this.ingress = ingress;
        this.hold = hold;
    }

    /** The answer to a turn; never fails, never later than {@link HoldConfiguration#fallbackAfter()}. */
    public Uni<Answer> answer(TurnEvent incoming) {
        return ingress.hold(incoming, hold.fallbackAfter()).map(outcome -> switch (outcome) {
            case Answered answered -> answered.answer();
            case NotYet(), NotPublished() ->
                ingress.fallBack(
                        incoming.tenant(),
                        incoming.conversation(),
                        incoming.id(),
                        incoming.traceparent(),
                        incoming.event().turn());
        });
    }
}
