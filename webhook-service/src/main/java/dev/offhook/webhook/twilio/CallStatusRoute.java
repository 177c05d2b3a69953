package dev.offhook.webhook.twilio;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.events.CallEvent.CallEnded;
import dev.offhook.events.TenantConfiguration;
import dev.offhook.events.TenantConfiguration.Channel;
import dev.offhook.events.Topic;
import dev.offhook.webhook.ingress.Ingress;
import dev.offhook.webhook.ingress.TurnEvent;
import dev.offhook.webhook.provider.Meaning;

/**
 * The call changed its state. Only its end is an event of ours, and an end is the end: what comes later, in whatever
 * order, has no effect.
 */
@ApplicationScoped
class CallStatusRoute implements TwilioRoute {
    private static final Set<String> OVER = Set.of("completed", "busy", "failed", "no-answer", "canceled");

    private final Ingress ingress;

    CallStatusRoute(Ingress ingress) {
        this.ingress = ingress;
    }

    @Override
    public String path() {
        return "/webhook/status";
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.TWILIO_VOICE;
    }

    @Override
    public Meaning meaning(TwilioRequest request, TenantConfiguration tenant) {
        String conversation = request.conversation();
        String state = request.required("CallStatus");
        if (!OVER.contains(state)) {
            return new Meaning.Nothing("call-status");
        }
        var ended = new CallEnded(
                state,
                request.parameter("CallDuration").flatMap(TwilioRequest::count).orElse(null));
        String id = TurnEvent.unnumbered(conversation, "end", CallEnded.class);
        return Meaning.Happened.one(
                Topic.CALL_EVENTS, ingress.envelope(tenant, conversation, id, request.traceparent(), ended));
    }
}
