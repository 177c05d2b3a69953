package dev.offhook.webhook.provider;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.Held;
import dev.offhook.webhook.ingress.HoldConfiguration;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.Outcome;
import dev.offhook.webhook.ingress.Outcome.NotPublished;
import dev.offhook.webhook.ingress.Outcome.NotYet;
import dev.offhook.webhook.ingress.PlainTurns;
import dev.offhook.webhook.provider.Meaning.Happened;
import dev.offhook.webhook.provider.Meaning.Message;
import dev.offhook.webhook.provider.Meaning.Nothing;
import dev.offhook.webhook.provider.Meaning.OnCall;
import dev.offhook.webhook.provider.Meaning.Poll;
import dev.offhook.webhook.provider.Meaning.Turn;
import dev.offhook.webhook.provider.Result.Answered;
import dev.offhook.webhook.provider.Result.Begun;
import dev.offhook.webhook.provider.Result.Filler;
import dev.offhook.webhook.provider.Result.Gone;
import dev.offhook.webhook.provider.Result.NotTaken;
import dev.offhook.webhook.provider.Result.Taken;
import dev.offhook.webhook.provider.TelephonyProvider.Waiting;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** A turn from its event to what there is to say: the answer, a part of it, or a filler and the way back. */
@ApplicationScoped
class Turns {
    private final Ingress ingress;
    private final PlainTurns plain;
    private final HoldConfiguration hold;
    private final Held held;
    private final Counter fillers;

    Turns(Ingress ingress, PlainTurns plain, HoldConfiguration hold, Held held, MeterRegistry metrics) {
        this.ingress = ingress;
        this.plain = plain;
        this.hold = hold;
        this.held = held;
        fillers = Counter.builder("offhook.fillers")
                .description("Filler phrases spoken because an answer took long")
                .register(metrics);
    }

    /** Publishes a turn and waits for what there is to say. Never fails. */
    Uni<Result> answer(Turn turn, Waiting waiting) {
        return held.enter() ? leaving(() -> answered(turn, waiting)) : tooMuchNow(turn);
    }

    /** Waits for what there is to say in a turn that was published before. Never fails. */
    Uni<Result> poll(Poll poll, Waiting waiting) {
        return held.enterAgain() ? leaving(() -> polled(poll, waiting)) : tooMuchNow(poll);
    }

    /** The result of a request that there is no room for: words where somebody listens, at once and without a trace. */
    Result tooMuch(Meaning meaning) {
        return switch (meaning) {
            case Turn turn when turn.event().callerIsGone() -> new Gone();
            case OnCall call -> new Answered(call.awaited(), ingress.apology(call.awaited()), call.ringing());
            case Happened _, Message _ -> new NotTaken();
            case Nothing _ -> new Taken();
        };
    }

    private Uni<Result> leaving(Supplier<Uni<? extends Result>> wait) {
        return Uni.createFrom().<Result>deferred(wait).onTermination().invoke(held::leave);
    }

    private Uni<Result> tooMuchNow(OnCall call) {
        return Uni.createFrom().item(tooMuch(call));
    }

    private Uni<Result> answered(Turn turn, Waiting waiting) {
        var event = turn.event();
        return switch (waiting) {
            case WHOLE -> plain.answer(event).map(answer -> new Answered(turn.awaited(), answer, turn.ringing()));
            case IN_PARTS ->
                ingress.hold(event)
                        .map(outcome -> event.callerIsGone() && !(outcome instanceof Outcome.Answered)
                                ? new Gone()
                                : result(outcome, turn.awaited(), 0, 0, turn.ringing()));
        };
    }

    private Uni<Result> polled(Poll poll, Waiting waiting) {
        return switch (waiting) {
            case WHOLE -> plain.poll(poll.awaited()).map(answer -> new Answered(poll.awaited(), answer, false));
            case IN_PARTS ->
                ingress.poll(poll.awaited(), poll.from())
                        .map(outcome -> result(outcome, poll.awaited(), poll.from(), poll.fillers(), false));
        };
    }

    private Result result(Outcome outcome, AwaitedTurn turn, int from, int spoken, boolean ringing) {
        return switch (outcome) {
            case Outcome.Answered(var answer) -> new Answered(turn, answer, ringing);
            case Outcome.Begun(var words) -> new Begun(turn, words);
            case NotYet()
            when from == 0 && spoken < hold.fillers(turn.tenant()) -> {
                fillers.increment();
                yield new Filler(turn, spoken + 1);
            }
            case NotYet(), NotPublished() -> new Answered(turn, ingress.fallBack(turn, from), ringing);
        };
    }
}
