package dev.offhook.dialogue.turns;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.offhook.dialogue.conversation.Conversation;
import dev.offhook.dialogue.limits.CallLimits;
import dev.offhook.dialogue.limits.MessageLimits;
import dev.offhook.events.CallEvent.CallRejected;
import dev.offhook.events.Envelope;
import dev.offhook.events.LimitReached;
import dev.offhook.events.SmsEvent;
import dev.offhook.events.SmsEvent.SmsReceived;
import dev.offhook.kit.tenants.Tenants;

/** Who is talked with: limits and block lists, always by the tenant's current configuration. */
@ApplicationScoped
class Admission {
    private final Tenants tenants;
    private final CallLimits calls;
    private final MessageLimits messages;

    Admission(Tenants tenants, CallLimits calls, MessageLimits messages) {
        this.tenants = tenants;
        this.calls = calls;
        this.messages = messages;
    }

    /** What becomes of a message. */
    sealed interface Verdict {
        /** It is answered. */
        record Welcome() implements Verdict {}

        /** Its sender is blocked: nothing happens. */
        record Blocked() implements Verdict {}

        /** A limit holds its answer back. */
        record Held(LimitReached.Limit limit) implements Verdict {}
    }

    /** Why a call that begins is not taken; empty when it is. The same call twice gets the same verdict. Blocks. */
    Optional<CallRejected.Reason> refuses(Conversation call, Instant at) {
        return tenants.bySlug(call.tenant()).flatMap(tenant -> calls.check(tenant, call.id(), call.from(), at));
    }

    /** A call is over: it no longer counts among those at a time. Blocks. */
    void released(Conversation call, Instant at) {
        tenants.bySlug(call.tenant()).ifPresent(tenant -> calls.released(tenant, call.id(), at));
    }

    /** What becomes of a message. The same message twice gets the same verdict. Blocks. */
    Verdict of(String threadKey, Envelope<SmsEvent> event, SmsReceived message) {
        var tenant = tenants.bySlug(event.tenant());
        if (tenant.isEmpty()) {
            return new Verdict.Welcome();
        }
        if (tenant.get().limits().blocks(message.from())) {
            return new Verdict.Blocked();
        }
        return messages.check(
                        tenant.get(),
                        new MessageLimits.Message(event.id(), threadKey, message.from(), message.text(), event.time()))
                .<Verdict>map(Verdict.Held::new)
                .orElseGet(Verdict.Welcome::new);
    }
}
