package dev.offhook.webhook.twilio;

import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent;
import dev.offhook.events.Provider;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.kit.phone.PhoneNumbers;
import dev.offhook.kit.tenants.Tenants;
import dev.offhook.webhook.ingress.AwaitedTurn;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.StreamedTurns;
import dev.offhook.webhook.ingress.StreamedTurns.Following;
import dev.offhook.webhook.ingress.StreamedTurns.Listener;
import dev.offhook.webhook.ingress.Traceparent;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.ingress.VoiceAdmission;
import dev.offhook.webhook.replies.Turns;
import dev.offhook.webhook.twilio.relay.Handoff;
import dev.offhook.webhook.twilio.relay.RelayMessage.Setup;
import dev.offhook.webhook.twilio.relay.RelayTurns;
import io.vertx.core.Context;

/** The way of a session's events to Kafka, and of the answers back. */
@ApplicationScoped
class RelayedTurns {
    private final StreamedTurns streamed;
    private final Ingress ingress;
    private final Turns turns;
    private final Tenants tenants;
    private final VoiceAdmission admission;

    RelayedTurns(StreamedTurns streamed, Ingress ingress, Turns turns, Tenants tenants, VoiceAdmission admission) {
        this.streamed = streamed;
        this.ingress = ingress;
        this.turns = turns;
        this.tenants = tenants;
        this.admission = admission;
    }

    /** The call of a session; {@code left} tells what a session before it left. */
    RelayTurns of(
            TenantConfiguration tenant, Setup setup, Context context, Function<String, Optional<Handoff.Resume>> left) {
        String caller = PhoneNumbers.e164(setup.from()).orElse(setup.from());
        return new OfCall(tenant, Provider.TWILIO.conversationId(setup.callSid()), caller, context, left);
    }

    /** The turn of a call that was replied to last, on whichever replica; empty when none was lately. */
    Optional<RelayTurns.Latest> latest(String conversation) {
        return turns.latest().of(conversation).map(reply -> new RelayTurns.Latest(reply.event(), reply.at()));
    }

    private final class OfCall implements RelayTurns {
        private final TenantConfiguration began;
        private final String conversation;
        private final String caller;
        private final Context context;
        private final Function<String, Optional<Handoff.Resume>> left;

        OfCall(
                TenantConfiguration began,
                String conversation,
                String caller,
                Context context,
                Function<String, Optional<Handoff.Resume>> left) {
            this.began = began;
            this.conversation = conversation;
            this.caller = caller;
            this.context = context;
            this.left = left;
        }

        @Override
        public String conversation() {
            return conversation;
        }

        @Override
        public TenantConfiguration tenant() {
            return tenants.bySlug(began.slug()).orElse(began);
        }

        @Override
        public boolean admitted() {
            return admission
                    .refuses(tenant(), Channel.Kind.TWILIO_VOICE, caller)
                    .isEmpty();
        }

        @Override
        public Following publish(String eventId, CallEvent.Turn event, String language, Listener listener) {
            var turn = new TurnEvent(tenant(), conversation, eventId, Traceparent.of(null), event);
            return streamed.publish(turn, language, context, listener);
        }

        @Override
        public Following follow(String eventId, int from, String language, Listener listener) {
            var asked = new AwaitedTurn(tenant(), conversation, eventId, Traceparent.of(null), null, language);
            return streamed.follow(asked, from, context, listener);
        }

        @Override
        public void tell(String eventId, CallEvent event) {
            ingress.tell(tenant(), conversation, eventId, Traceparent.of(null), event)
                    .subscribe()
                    .with(published -> {});
        }

        @Override
        public Optional<Latest> latest() {
            return RelayedTurns.this.latest(conversation);
        }

        @Override
        public Optional<Handoff.Resume> left() {
            return left.apply(conversation);
        }
    }
}
