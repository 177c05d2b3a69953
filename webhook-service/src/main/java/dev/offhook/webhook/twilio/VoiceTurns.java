package dev.offhook.webhook.twilio;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.HoldConfiguration;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.Outcome;
import dev.offhook.webhook.ingress.Outcome.Answered;
import dev.offhook.webhook.ingress.Outcome.Begun;
import dev.offhook.webhook.ingress.Outcome.NotPublished;
import dev.offhook.webhook.ingress.Outcome.NotYet;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import dev.offhook.webhook.replies.Words;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** A turn of a Twilio call, from its event to the TwiML: the answer, a part of it, or a filler and the way back. */
@ApplicationScoped
class VoiceTurns {
    private final VoiceAdmission admission;
    private final Ingress ingress;
    private final VoiceDocuments documents;
    private final HoldConfiguration hold;
    private final Counter fillers;

    VoiceTurns(
            VoiceAdmission admission,
            Ingress ingress,
            VoiceDocuments documents,
            HoldConfiguration hold,
            MeterRegistry metrics) {
        this.admission = admission;
        this.ingress = ingress;
        this.documents = documents;
        this.hold = hold;
        fillers = Counter.builder("offhook.fillers")
                .description("Filler phrases spoken because an answer took long")
                .register(metrics);
    }

    /**
     * The refusal of a call that the tenant does not take, told to everybody; empty when it takes it.
     *
     * @param unanswered true while the call rings: nothing has been spoken
     */
    Optional<Uni<Response>> refusal(
            TenantConfiguration tenant, String conversation, TwilioRequest request, boolean unanswered) {
        return admission
                .refuses(tenant, Channel.Kind.TWILIO_VOICE, request.caller())
                .map(reason -> {
                    String id = TurnEvent.numbered(conversation, 0, CallRejected.class);
                    String words = admission.words(tenant, reason);
                    return ingress.tell(tenant, conversation, id, request.traceparent(), new CallRejected(reason))
                            .map(published -> Twiml.answer(
                                    !words.isEmpty()
                                            ? documents.farewell(tenant, words)
                                            : unanswered ? documents.reject() : documents.hangUp()));
                });
    }

    /**
     * Publishes a turn and answers it.
     *
     * @param language what the caller speaks, null for the tenant's
     * @param unanswered true while the call rings: nothing has been spoken
     */
    Uni<Response> answer(TurnEvent incoming, String language, boolean unanswered) {
        return ingress.hold(incoming)
                .map(outcome -> Twiml.answer(
                        switch (outcome) {
                            case Begun(Words _), NotYet(), NotPublished()
                            when incoming.callerIsGone() -> documents.hangUp();
                            case Answered _, Begun _, NotYet _, NotPublished _ ->
                                render(outcome, incoming.awaited(language), 0, 0, unanswered);
                        }));
    }

    /**
     * Answers a request that came back.
     *
     * @param from the number of the first reply that the caller has not heard
     * @param poll how many fillers the caller has heard
     */
    Uni<Response> poll(AwaitedTurn turn, int from, int poll) {
        return ingress.poll(turn, from).map(outcome -> Twiml.answer(render(outcome, turn, from, poll, false)));
    }

    private String render(Outcome outcome, AwaitedTurn turn, int from, int poll, boolean unanswered) {
        return switch (outcome) {
            case Answered(var answer) -> documents.answer(turn, answer, unanswered);
            case Begun(Words words) -> documents.words(turn, words);
            case NotYet()
            when from == 0 && poll < hold.fillers() -> {
                fillers.increment();
                yield documents.filler(turn, poll + 1);
            }
            case NotYet(), NotPublished() -> documents.answer(turn, ingress.fallBack(turn, from), unanswered);
        };
    }
}
